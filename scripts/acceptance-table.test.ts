import { describe, expect, it } from 'vitest';
import { acceptanceTable, type MeasuredClip } from './acceptance-table.ts';

const clip = (photo: string, prompt: string, values: Record<string, number>): MeasuredClip => ({
  photo,
  prompt,
  measures: new Map(Object.entries(values)),
});

describe('the table of acceptance', () => {
  it('marks what fails and counts what passes, line by line', () => {
    const { text, passed, cells } = acceptanceTable([
      clip('a', 'blink', { lidsClosed: 4, identityMean: 0.97 }),
      clip('a', 'turn', { identityMean: 0.94, yawAsked: 70 }),
      clip('b', 'blink', { lidsClosed: 15.01, identityMean: 0.99 }),
    ]);
    expect({ passed, cells }).toEqual({ passed: 3, cells: 6 });
    const lines = text.split('\n');
    expect(lines[0]).toBe('Lids left open at the apex of a blink, at most 15 %: 1 of 2  BELOW');
    expect(lines[1]).toMatch(/^ +blink +turn$/);
    expect(lines[2]).toMatch(/^a +4\.0 {4,}-$/);
    expect(lines[3]).toMatch(/^b +15\.0 ! +-$/);
    expect(text).toContain('Identity, mean at least .95: 2 of 3');
    expect(text).toContain('70 !');
    expect(text).not.toContain('Holes');
  });

  it('counts clips that could not be made as failed, and says why', () => {
    const { text, passed, cells } = acceptanceTable([
      clip('a', 'blink', { holes: 0 }),
      { ...clip('a', 'nod', {}), problem: 'out of order' },
    ]);
    expect(passed).toBe(1);
    expect(cells).toBeGreaterThan(passed);
    expect(text).toContain('no clip !');
    expect(text).toContain('a, nod: out of order');
  });
});
