import { expect, it } from 'vitest';
import { burst } from './bursts.ts';

it('keeps a burst together and begins a new step after a rest', () => {
  const first = burst('type prompt.text', 1000);
  expect(burst('type prompt.text', 2000)).toBe(first);
  expect(burst('type prompt.text', 3000)).toBe(first);
  expect(burst('type prompt.text', 6000)).not.toBe(first);
});

it('keeps different fields apart', () => {
  expect(burst('type a.text', 0)).not.toBe(burst('type b.text', 0));
});
