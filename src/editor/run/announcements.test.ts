import { expect, it } from 'vitest';
import { summariseFailures } from './announcements.ts';

const error = (message: string) => ({ code: 'x', message, remedy: `Mend ${message}` });

it('tells one failure in its own words', () => {
  expect(summariseFailures([{ node: 'faces', error: error('no face') }])).toEqual({
    title: 'faces: no face',
    description: 'Mend no face',
  });
});

it('tells the same failure of several nodes once', () => {
  const all = ['faces', 'crop'].map((node) => ({ node, error: error('no face') }));
  expect(summariseFailures(all).title).toBe('faces, crop: no face');
});

it('counts distinct failures and keeps each message', () => {
  const all = [
    { node: 'faces', error: error('no face') },
    { node: 'matte', error: error('no person') },
  ];
  expect(summariseFailures(all)).toEqual({
    title: '2 nodes failed',
    description: 'faces: no face matte: no person',
  });
});
