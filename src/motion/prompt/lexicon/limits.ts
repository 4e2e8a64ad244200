import { type Bound, type LimitEntry, NO_TEETH, neverOf, STILL_WORDS, stateOf, still } from './entry.ts';

const entry = { kind: 'limit', group: 'Limits' } as const;

const MOUTH_STILL = still('mouth.', 'jaw.');
const LIDS_OPEN: readonly Bound[] = [
  { channel: 'eye.blinkLeft', min: -0.5, max: 0 },
  { channel: 'eye.blinkRight', min: -0.5, max: 0 },
];
const UNCHANGED = ['same', 'unchanged', 'consistent', 'identical'];
const STILL = [...STILL_WORDS, 'in place'];

/** What keeps a face recognisably itself: small expressions only. */
const SAME_FACE: readonly Bound[] = [
  { channel: 'mouth.smileLeft', min: 0, max: 0.25 },
  { channel: 'mouth.smileRight', min: 0, max: 0.25 },
  { channel: 'mouth.frown', min: 0, max: 0.12 },
  { channel: 'mouth.pucker', min: 0, max: 0.12 },
  { channel: 'mouth.press', min: 0, max: 0.12 },
  { channel: 'mouth.stretch', min: 0, max: 0.12 },
  { channel: 'jaw.open', min: 0, max: 0.12 },
  { channel: 'jaw.side', min: -0.1, max: 0.1 },
  { channel: 'brow.upLeft', min: -0.2, max: 0.25 },
  { channel: 'brow.upRight', min: -0.2, max: 0.25 },
  { channel: 'brow.innerUp', min: 0, max: 0.2 },
  { channel: 'brow.furrow', min: 0, max: 0.2 },
  { channel: 'eye.squint', min: 0, max: 0.2 },
];
/** No expression at all; lids and eyes stay free. */
const NO_EXPRESSION: readonly Bound[] = [...MOUTH_STILL, ...still('brow.', 'eye.squint')];
const EVERYTHING = still(
  'head.',
  'eye.',
  'gaze.',
  'brow.',
  'mouth.',
  'jaw.',
  'body.',
  'hair.',
  'camera.',
  'light',
);

const SUBJECT = still('head.', 'eye.', 'gaze.', 'brow.', 'mouth.', 'jaw.', 'body.', 'hair.');

/** Bounds that hold in every frame, exactly. */
export const LIMIT_ENTRIES: readonly LimitEntry[] = [
  {
    ...entry,
    id: 'keep-face',
    label: 'keep the face the same',
    phrases: [
      ...stateOf(['face', 'facial identity', 'facial feature', 'identity', 'likeness'], UNCHANGED),
      'preserve identity',
      'preserve face',
      'preserve likeness',
      'identity preserved',
      'maintain identity',
      'keep identity',
      'keep likeness',
      ...neverOf(
        ['change', 'alter', 'modify', 'distort', 'deform', 'morph'],
        ['face', 'facial feature', 'feature', 'identity', 'likeness'],
      ),
    ],
    bounds: SAME_FACE,
    help: 'Expressions stay small, so that the face remains itself. (The pixels always come from the photo.)',
  },
  {
    ...entry,
    id: 'keep-expression',
    label: 'no change of expression',
    phrases: [
      ...stateOf(['expression', 'facial expression'], [...UNCHANGED, ...STILL, 'neutral']),
      ...stateOf(['face'], [...STILL, 'neutral']),
      'poker face',
      'straight face',
      ...neverOf(['change'], ['expression', 'facial expression']),
      ...['no', 'without'].map((ban) => `${ban} expression change`),
      ...['no', 'without'].map((ban) => `${ban} facial expression change`),
    ],
    bounds: NO_EXPRESSION,
    help: 'Mouth, jaw and brows do not move; lids, eyes and head may.',
  },
  {
    ...entry,
    id: 'mouth-closed',
    label: 'mouth closed',
    phrases: [
      ...stateOf(['mouth', 'lip', 'jaw'], ['closed', 'shut', 'sealed']),
      'close mouth',
      'lip together',
    ],
    bounds: still('jaw.open'),
    help: 'The jaw does not open at all.',
  },
  {
    ...entry,
    id: 'mouth-still',
    label: 'mouth still',
    phrases: stateOf(['mouth', 'lip'], [...STILL, ...UNCHANGED]),
    bounds: MOUTH_STILL,
    help: 'Mouth and jaw do not move.',
  },
  {
    ...entry,
    id: 'no-teeth',
    label: 'no teeth',
    phrases: [
      'no teeth',
      'without teeth',
      'hide teeth',
      'without showing teeth',
      'teeth hidden',
      'no teeth showing',
    ],
    bounds: NO_TEETH,
    help: 'The lips stay together: jaw closed, smile at most 0.3.',
  },
  {
    ...entry,
    id: 'head-still',
    label: 'head still',
    phrases: stateOf(['head', 'head position', 'head pose'], [...STILL, 'straight', ...UNCHANGED]),
    bounds: still('head.'),
    help: 'The head does not move at all.',
  },
  {
    ...entry,
    id: 'eyes-open',
    label: 'eyes open',
    phrases: ['eyes open', 'keep eyes open', 'eyes stay open', 'eye remain open'],
    bounds: LIDS_OPEN,
    help: 'The lids never go below their place in the photo: no blinks.',
  },
  {
    ...entry,
    id: 'gaze-fixed',
    label: 'gaze fixed',
    phrases: stateOf(['gaze', 'eye', 'eye gaze'], [...STILL, ...UNCHANGED]),
    bounds: still('gaze.'),
    help: 'The eyes do not move in their sockets.',
  },
  {
    ...entry,
    id: 'brows-still',
    label: 'brows still',
    phrases: stateOf(['brow', 'eyebrow'], [...STILL, ...UNCHANGED]),
    bounds: still('brow.'),
    help: 'The brows do not move.',
  },
  {
    ...entry,
    id: 'body-still',
    label: 'body still',
    phrases: [
      ...stateOf(['body', 'shoulder', 'chest', 'torso'], [...STILL, ...UNCHANGED]),
      'hold breath',
      'holding breath',
      'hold your breath',
    ],
    bounds: still('body.'),
    help: 'Chest and shoulders do not move; no breathing is seen.',
  },
  {
    ...entry,
    id: 'hair-still',
    label: 'hair still',
    phrases: stateOf(['hair'], [...STILL, ...UNCHANGED]),
    bounds: still('hair.'),
    help: 'The hair does not move.',
  },
  {
    ...entry,
    id: 'camera-still',
    label: 'static camera',
    phrases: [
      ...stateOf(['camera', 'shot', 'frame', 'framing'], [...STILL, 'locked', 'locked off', ...UNCHANGED]),
      'static hold',
      'locked off',
      'lock camera',
      'tripod',
      'tripod shot',
      'hold camera still',
      'no zoom or pan',
    ],
    bounds: still('camera.'),
    help: 'The camera does not move.',
  },
  {
    ...entry,
    id: 'background-still',
    label: 'background still',
    phrases: [
      ...stateOf(['background', 'scene', 'surrounding', 'environment'], [...STILL, ...UNCHANGED]),
      'freeze background',
    ],
    bounds: still('camera.', 'light'),
    help: 'Nothing outside the subject changes: no camera move, no change of light.',
  },
  {
    ...entry,
    id: 'light-still',
    label: 'light steady',
    phrases: stateOf(['light', 'lighting', 'exposure', 'brightness'], [...STILL, ...UNCHANGED, 'constant']),
    bounds: still('light'),
    help: 'The brightness does not change.',
  },
  {
    ...entry,
    id: 'subject-still',
    label: 'subject still',
    phrases: ['hold still', 'stay still', 'stand still', 'sit still', 'keep still', 'remain still'],
    bounds: SUBJECT,
    help: 'The person does not move at all; camera and light may.',
  },
  {
    ...entry,
    id: 'nothing-else',
    label: 'nothing else',
    phrases: [
      'nothing else',
      'nothing else move',
      'nothing more',
      'no other movement',
      'no other motion',
      'no more movement',
      'only move',
      'move only',
      'animate only',
      'only animate',
      'everything else still',
      'everything else frozen',
      'all else still',
      'rest still',
      'rest frozen',
      'otherwise still',
      'otherwise motionless',
    ],
    bounds: EVERYTHING,
    exceptAsked: true,
    help: 'Only what the prompt asks for moves; every other part stays exactly at rest.',
  },
  {
    ...entry,
    id: 'all-still',
    label: 'nothing moves',
    phrases: [
      'everything still',
      'completely still',
      'freeze',
      'freeze frame',
      'nothing move',
      'everything frozen',
      'everything same',
      'everything unchanged',
      'all frozen',
      'motionless',
      'frozen',
      'still',
    ],
    bounds: EVERYTHING,
    exceptAsked: true,
    help: 'Every part stays at rest but for what the prompt asks for; "... except the hair" or "but the eyes" leaves out what is named.',
  },
];

/** Parts that "everything still except ..." may name: what is left free, and what then moves there. */
export const PARTS: ReadonlyMap<string, { readonly groups: readonly string[]; readonly behaviour: string }> =
  new Map([
    ['hair', { groups: ['hair.'], behaviour: 'hair-sway' }],
    ['eye', { groups: ['eye.', 'gaze.'], behaviour: 'blink' }],
    ['eyelid', { groups: ['eye.'], behaviour: 'blink' }],
    ['gaze', { groups: ['gaze.'], behaviour: 'shift-gaze' }],
    ['head', { groups: ['head.', 'gaze.'], behaviour: 'head-move' }],
    ['mouth', { groups: ['mouth.', 'jaw.'], behaviour: 'mouth-move' }],
    ['lip', { groups: ['mouth.', 'jaw.'], behaviour: 'mouth-move' }],
    ['brow', { groups: ['brow.'], behaviour: 'raise-brows' }],
    ['eyebrow', { groups: ['brow.'], behaviour: 'raise-brows' }],
    ['chest', { groups: ['body.'], behaviour: 'breathe' }],
    ['body', { groups: ['body.'], behaviour: 'breathe' }],
    ['shoulder', { groups: ['body.'], behaviour: 'breathe' }],
    ['camera', { groups: ['camera.'], behaviour: 'drift' }],
    ['light', { groups: ['light'], behaviour: 'light-shift' }],
    ['face', { groups: ['eye.', 'gaze.', 'brow.', 'mouth.', 'jaw.'], behaviour: 'blink' }],
  ]);

/** What "no ... movement" means when everything is meant. */
export const EVERYTHING_STILL = EVERYTHING;
