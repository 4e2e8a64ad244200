import type { ReportValue } from '../../values/value.ts';

/** One row of a report. */
export type Measure = ReportValue['measures'][number];
export type Verdict = NonNullable<Measure['verdict']>;

interface MeasureKind {
  readonly name: string;
  readonly unit: string;
  /** Whether more or less is better, or as near to a value as can be. */
  readonly better: 'more' | 'less' | { readonly near: number };
  /** Bounds (distances for `near`) of the verdicts good and fair. Absent: told without a verdict. */
  readonly good?: number;
  readonly fair?: number;
}

/**
 * Every measure with its bounds. The reason of the bounds is beside each; what they mean is in `motion.md` section 6
 * of the design and in the docstrings of the functions that compute them.
 */
export const MEASURES = {
  /** 45 dB is an error of one and a half grey levels; at 35 dB, four and a half, the photo jumps when the clip starts. */
  firstFrame: { name: 'First frame is the photo', unit: 'dB', better: 'more', good: 45, fair: 35 },
  /**
   * Portraits of different people have .84 to .91 with this network, a face widened by a fifth .98; takes of six
   * portraits and ten prompts had .993 to .999. .95 is the design's bound.
   */
  identityMean: { name: 'Identity, mean', unit: 'cos', better: 'more', good: 0.98, fair: 0.95 },
  /** A frame may lose more: the photo shows neither closed eyes nor the turned head. The same takes had .970 to .993. */
  identityMin: { name: 'Identity, worst frame', unit: 'cos', better: 'more', good: 0.96, fair: 0.9 },
  /** Landmarks of a still face on moving pixels scatter by about .5 %; 2 % of eye distance is seen as rubber. */
  eyeSpacing: { name: 'Eye spacing steady', unit: '% sd', better: 'less', good: 1, fair: 2 },
  noseLength: { name: 'Nose length steady', unit: '% sd', better: 'less', good: 2, fair: 4 },
  faceWidth: { name: 'Face width steady', unit: '% sd', better: 'less', good: 2, fair: 4 },
  /** Takes of six portraits had .95 to 1, a push in .93 (it moves every cell); two different photos have under .8. */
  subject: { name: 'Subject consistency', unit: 'cos', better: 'more', good: 0.92, fair: 0.85 },
  background: { name: 'Background consistency', unit: 'cos', better: 'more', good: 0.95, fair: 0.9 },
  /** 1 is the goal: pixels that nothing moves are copied. .9995 is an eighth of a grey level a frame. */
  flicker: { name: 'Still pixels do not flicker', unit: 'of 1', better: 'more', good: 0.9999, fair: 0.9995 },
  /** Motion of whole things leaves one or two levels of resampling noise; tears and flashes more than six. */
  warping: { name: 'Warping error', unit: 'levels', better: 'less', good: 3, fair: 6 },
  /** What a head that turns covers from one frame to the next is about a hundredth of the picture. */
  followed: { name: 'Picture that flows on, least', unit: '%', better: 'more', good: 97, fair: 93 },
  /** 1.2 is the design's bound; at twice the usual step the cut is plain. */
  seam: { name: 'Loop seam', unit: '×', better: 'less', good: 1.2, fair: 2 },
  seamVelocity: { name: 'Loop seam, velocity', unit: '×', better: 'less', good: 1.2, fair: 2 },
  /** Within 15 % nobody sees the difference side by side; at 30 % the face looks soft or etched. */
  sharpness: { name: 'Sharpness kept', unit: '×', better: { near: 1 }, good: 0.15, fair: 0.3 },
  /** A face that goes soft and crisp again pulses, even where each frame is sharp enough. */
  sharpnessSwing: { name: 'Sharpness steady', unit: '% sd', better: 'less', good: 5, fair: 10 },
  /** Half a level is below what 8 bits of a video keep. */
  backgroundResidual: { name: 'Background moved by', unit: 'levels', better: 'less', good: 0.5, fair: 2 },
  /** 15 % is the design's bound; at 30 % one sees a slit of white. */
  lidsClosed: { name: 'Lids left open in a blink', unit: '%', better: 'less', good: 15, fair: 30 },
  lidsRecovered: { name: 'Lids open again', unit: '%', better: { near: 100 }, good: 5, fair: 12 },
  /** The landmark model's points scatter by a degree of turn: a quarter of a small one. */
  yawAsked: { name: 'Turn, of what was asked', unit: '%', better: { near: 100 }, good: 25, fair: 50 },
  pitchAsked: { name: 'Nod, of what was asked', unit: '%', better: { near: 100 }, good: 30, fair: 60 },
  rollAsked: { name: 'Tilt, of what was asked', unit: '%', better: { near: 100 }, good: 25, fair: 50 },
  /** No verdict: on frames whose irises moved as asked, counted by eye, the landmark model sees 20 to 50 %. */
  gazeAsked: { name: 'Gaze, of what was asked', unit: '%', better: { near: 100 } },
  mouthOpened: { name: 'Mouth opened by', unit: '% of eye distance', better: 'more' },
  smileWidened: { name: 'Mouth widened by', unit: '% of eye distance', better: 'more' },
  limitExcess: { name: 'Beyond a limit by', unit: '%', better: 'less', good: 0, fair: 25 },
  holes: { name: 'Holes', unit: 'px', better: 'less', good: 0, fair: 0 },
  /** Single places repeat by chance; a border that shows repeats along a whole side, a quarter of the outline. */
  border: { name: 'Border that shows', unit: '% of outline', better: 'less', good: 1.5, fair: 4 },
  faceLost: { name: 'Frames without a face', unit: 'frames', better: 'less', good: 0, fair: 0 },
} as const satisfies Record<string, MeasureKind>;

export type MeasureKey = keyof typeof MEASURES;

/** A row of a report, with its verdict. @param frame that shows it at its worst */
export function measure(key: MeasureKey, value: number, frame?: number): Measure {
  const kind: MeasureKind = MEASURES[key];
  const verdict = verdictOf(kind, value);
  return {
    key,
    name: kind.name,
    value,
    unit: kind.unit,
    ...(verdict !== undefined && { verdict }),
    ...(frame !== undefined && { frame }),
  };
}

/** What a measure has to keep to be good. */
export type Bound =
  | { readonly side: 'least' | 'most'; readonly value: number }
  | { readonly side: 'near'; readonly value: number; readonly within: number };

/** The bound of a measure by its key; undefined where it has none. */
export function boundOf(key: string): Bound | undefined {
  const kind: MeasureKind | undefined = Object.hasOwn(MEASURES, key)
    ? MEASURES[key as MeasureKey]
    : undefined;
  if (kind?.good === undefined) return undefined;
  const { better, good } = kind;
  if (better === 'more') return { side: 'least', value: good };
  if (better === 'less') return { side: 'most', value: good };
  return { side: 'near', value: better.near, within: good };
}

function verdictOf({ better, good, fair }: MeasureKind, value: number): Verdict | undefined {
  if (good === undefined || fair === undefined) return undefined;
  const within = (bound: number): boolean => {
    if (better === 'more') return value >= bound;
    if (better === 'less') return value <= bound;
    return Math.abs(value - better.near) <= bound;
  };
  if (within(good)) return 'good';
  return within(fair) ? 'fair' : 'poor';
}

/** The worst verdict of a report; good when nothing has one. */
export function worstVerdict(measures: readonly Measure[]): Verdict {
  const verdicts = new Set(measures.map(({ verdict }) => verdict));
  if (verdicts.has('poor')) return 'poor';
  return verdicts.has('fair') ? 'fair' : 'good';
}
