import { type BehaviourEntry, still } from './entry.ts';

const entry = { kind: 'behaviour', group: 'Brows and moods', unit: '0..1', shape: 'hold' } as const;

/** Brows alone. */
export const BROW_ENTRIES: readonly BehaviourEntry[] = [
  {
    ...entry,
    id: 'raise-brows',
    label: 'raise brows',
    phrases: [
      'raise brow',
      'raise eyebrow',
      'lift eyebrow',
      'lift brow',
      'eyebrow raise',
      'brow raise',
      'eyebrow up',
      'eyebrow rise',
      'move eyebrow',
      'eyebrow flash',
      'eyebrow movement',
      'brow movement',
      'brow up',
      'brow rise',
      'wiggle brow',
      'brow wiggle',
      'waggle brow',
    ],
    base: 0.4,
    timing: { onset: 0.3, offset: 0.5, hold: 0.7 },
    effects: [
      { channel: 'brow.upLeft', gain: 1, sided: 'pair' },
      { channel: 'brow.upRight', gain: 1, sided: 'pair' },
    ],
    side: 'optional',
    off: still('brow.'),
    help: 'Both brows go up and settle.',
  },
  {
    ...entry,
    id: 'furrow',
    label: 'furrow brows',
    phrases: [
      'furrow',
      'furrow brow',
      'knit brow',
      'frown brow',
      'furrow eyebrow',
      'concentrate',
      'focus expression',
      'lower brow',
      'lower eyebrow',
      'brow knit',
      'brow knit together',
      'brow furrow',
      'draw brow together',
    ],
    base: 0.35,
    timing: { onset: 0.4, offset: 0.6 },
    effects: [
      { channel: 'brow.furrow', gain: 1 },
      { channel: 'brow.upLeft', gain: -0.3, coupled: true },
      { channel: 'brow.upRight', gain: -0.3, coupled: true },
    ],
    help: 'The brows draw together.',
  },
];
