import type { MeasureKey } from '../src/motion/measures/verdicts.ts';

/** What the renderer must reach, as a line of the table. */
interface AcceptanceLine {
  readonly key: MeasureKey;
  readonly title: string;
  /** Digits behind the point. */
  readonly digits: number;
  readonly passes: (value: number) => boolean;
}

/** The lines by which the renderer is accepted; values as in the “Take report” (docs/measures.md). */
export const ACCEPTANCE: readonly AcceptanceLine[] = [
  {
    key: 'lidsClosed',
    title: 'Lids left open at the apex of a blink, at most 15 %',
    digits: 1,
    passes: (v) => v <= 15,
  },
  { key: 'lidsRecovered', title: 'Lids open again, at least 95 %', digits: 1, passes: (v) => v >= 95 },
  { key: 'eyeSpacing', title: 'Eye spacing, deviation at most 1 %', digits: 2, passes: (v) => v <= 1 },
  { key: 'identityMean', title: 'Identity, mean at least .95', digits: 3, passes: (v) => v >= 0.95 },
  { key: 'identityMin', title: 'Identity, worst frame at least .90', digits: 3, passes: (v) => v >= 0.9 },
  {
    key: 'yawAsked',
    title: 'Turn of the head, 75 to 125 % of what was asked',
    digits: 0,
    passes: (v) => Math.abs(v - 100) <= 25,
  },
  { key: 'flicker', title: 'Still pixels do not flicker at all: 1', digits: 6, passes: (v) => v === 1 },
  {
    key: 'sharpness',
    title: 'Sharpness kept, .85 to 1.15',
    digits: 3,
    passes: (v) => Math.abs(v - 1) <= 0.15,
  },
  { key: 'seam', title: 'Loop seam, at most 1.2', digits: 2, passes: (v) => v <= 1.2 },
  {
    key: 'seamVelocity',
    title: 'Loop seam of the velocity, at most 1.2',
    digits: 2,
    passes: (v) => v <= 1.2,
  },
  { key: 'holes', title: 'Holes, none', digits: 0, passes: (v) => v === 0 },
  {
    key: 'border',
    title: 'Border that shows, at most 1.5 % of the outline',
    digits: 2,
    passes: (v) => v <= 1.5,
  },
  {
    key: 'firstFrame',
    title: 'Frame 0 against the photo, at least 45 dB',
    digits: 1,
    passes: (v) => v >= 45,
  },
];

/** One clip: a portrait at a prompt, and what was measured on it. */
export interface MeasuredClip {
  readonly photo: string;
  readonly prompt: string;
  readonly measures: ReadonlyMap<string, number>;
  /** Why there is no clip. */
  readonly problem?: string;
}

const NAME_WIDTH = 18;
const CELL_WIDTH = 17;

/**
 * Every line of acceptance as a table of photos by prompts; what fails is marked with `!`, what was not measured
 * there with `-`. @returns the text, and how many cells pass
 */
export function acceptanceTable(clips: readonly MeasuredClip[]): {
  text: string;
  passed: number;
  cells: number;
} {
  const photos = [...new Set(clips.map(({ photo }) => photo))];
  const prompts = [...new Set(clips.map(({ prompt }) => prompt))];
  const rows: string[] = [];
  let [passed, cells] = [0, 0];
  for (const { key, title, digits, passes } of ACCEPTANCE) {
    let [here, good] = [0, 0];
    const lines = photos.map((photo) => {
      const values = prompts.map((prompt) => {
        const clip = clips.find((one) => one.photo === photo && one.prompt === prompt);
        if (clip?.problem !== undefined) {
          here += 1;
          return 'no clip !';
        }
        const value = clip?.measures.get(key);
        if (value === undefined) return '-';
        here += 1;
        if (passes(value)) good += 1;
        return `${value.toFixed(digits)}${passes(value) ? '  ' : ' !'}`;
      });
      return photo.slice(0, NAME_WIDTH - 1).padEnd(NAME_WIDTH) + values.map(cell).join('');
    });
    if (here === 0) continue;
    rows.push(`${title}: ${good} of ${here}${good < here ? '  BELOW' : ''}`);
    rows.push(' '.repeat(NAME_WIDTH) + prompts.map(cell).join(''), ...lines, '');
    passed += good;
    cells += here;
  }
  const problems = clips.flatMap(({ photo, prompt, problem }) =>
    problem === undefined ? [] : [`${photo}, ${prompt}: ${problem}`],
  );
  rows.push(`${passed} of ${cells} cells pass`, ...problems);
  return { text: rows.join('\n'), passed, cells };
}

function cell(text: string): string {
  return text.slice(0, CELL_WIDTH - 1).padStart(CELL_WIDTH);
}
