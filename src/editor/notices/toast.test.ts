import { expect, it, vi } from 'vitest';
import { deliverToasts, toast, useToaster } from './toast.ts';

it('keeps what is said until something shows it, in its order, and asks for that', () => {
  expect(useToaster.getState().isWanted).toBe(false);
  toast.message('first');
  toast.error('second', { id: 'fault' });
  expect(useToaster.getState().isWanted).toBe(true);
  const show = vi.fn();
  const end = deliverToasts(show);
  toast.success('third');
  expect(show.mock.calls).toEqual([
    ['message', 'first', undefined],
    ['error', 'second', { id: 'fault' }],
    ['success', 'third', undefined],
  ]);
  end();
  toast.warning('fourth');
  expect(show).toHaveBeenCalledTimes(3);
  const next = vi.fn();
  deliverToasts(next);
  expect(next.mock.calls).toEqual([['warning', 'fourth', undefined]]);
});
