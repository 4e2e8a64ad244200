import { type BehaviourEntry, moodWords } from './entry.ts';

const entry = { kind: 'behaviour', group: 'Brows and moods', unit: '0..1', shape: 'hold' } as const;

/** What a face does for somebody or something that it attends to. */
export const ATTITUDE_ENTRIES: readonly BehaviourEntry[] = [
  {
    ...entry,
    id: 'curious',
    label: 'curious',
    phrases: [
      ...moodWords('curious', 'sceptical', 'skeptical', 'intrigued', 'quizzical'),
      'raise one eyebrow',
      'raise one brow',
      'one eyebrow',
      'one brow',
      'raise single eyebrow',
    ],
    base: 0.3,
    timing: { onset: 0.4, offset: 0.6 },
    effects: [
      { channel: 'brow.upLeft', gain: 1, sided: 'one' },
      { channel: 'brow.upRight', gain: 1, sided: 'one' },
      { channel: 'head.roll', gain: 4, sided: 'toward', coupled: true },
    ],
    side: 'optional',
    help: 'One brow rises and the head tilts a touch.',
  },
  {
    ...entry,
    id: 'listening',
    label: 'listening',
    phrases: ['listen', 'attentive', 'listen attentively', 'pay attention', 'interested'],
    base: 0.2,
    timing: { onset: 0.6, offset: 0.8 },
    effects: [
      { channel: 'brow.upLeft', gain: 1 },
      { channel: 'brow.upRight', gain: 1 },
      { channel: 'head.roll', gain: 12, sided: 'toward' },
      { channel: 'head.pitch', gain: -6, coupled: true },
    ],
    side: 'optional',
    help: 'A slight tilt and dip of the head, brows a little up.',
  },
  {
    ...entry,
    id: 'thinking',
    label: 'thinking',
    phrases: [...moodWords('thoughtful'), 'think', 'ponder', 'contemplate', 'wonder'],
    base: 0.2,
    timing: { onset: 0.6, offset: 0.7 },
    effects: [
      { channel: 'brow.furrow', gain: 1 },
      { channel: 'gaze.yaw', gain: 25, sided: 'toward' },
      { channel: 'gaze.pitch', gain: 20 },
      { channel: 'head.roll', gain: 8, sided: 'toward', coupled: true },
    ],
    side: 'optional',
    help: 'The eyes go up and aside, the brows draw together a little.',
  },
  {
    ...entry,
    id: 'serious',
    label: 'serious',
    phrases: [...moodWords('serious', 'solemn', 'determined', 'focused', 'earnest'), 'determination'],
    base: 0.2,
    timing: { onset: 0.6, offset: 0.8 },
    effects: [
      { channel: 'brow.furrow', gain: 1 },
      { channel: 'mouth.press', gain: 0.6 },
    ],
    help: 'The brows draw together a little and the lips firm.',
  },
  {
    ...entry,
    id: 'confident',
    label: 'confident',
    phrases: [...moodWords('confident', 'self assured', 'proud'), 'confidence'],
    base: 0.15,
    timing: { onset: 0.7, offset: 0.9 },
    effects: [
      { channel: 'mouth.smileLeft', gain: 1 },
      { channel: 'mouth.smileRight', gain: 1 },
      { channel: 'head.pitch', gain: 14, coupled: true },
    ],
    help: 'The chin lifts a little with the trace of a smile.',
  },
  {
    ...entry,
    id: 'confused',
    label: 'confused',
    phrases: [...moodWords('confused', 'puzzled', 'perplexed', 'bewildered'), 'confusion'],
    base: 0.25,
    timing: { onset: 0.5, offset: 0.7 },
    effects: [
      { channel: 'brow.furrow', gain: 1 },
      { channel: 'brow.upLeft', gain: 0.8, sided: 'one', coupled: true },
      { channel: 'brow.upRight', gain: 0.8, sided: 'one', coupled: true },
      { channel: 'head.roll', gain: 8, sided: 'toward', coupled: true },
    ],
    side: 'optional',
    help: 'The brows draw together, one higher than the other, and the head tilts a touch.',
  },
];
