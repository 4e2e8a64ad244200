import {
  type EyePoints,
  INNER_LOWER_LIP,
  INNER_UPPER_LIP,
  LEFT_EYE,
  LOWER_LIP_ROWS,
  OUTER_LOWER_LIP,
  OUTER_UPPER_LIP,
  RIGHT_EYE,
} from '../../motion/rig/face-points.ts';

/** What lies close together in the picture and still moves apart. Everything else is skin. */
export type FacePart =
  | `${'upper' | 'lower' | 'corners' | 'iris' | 'above' | 'below'}${Side}`
  | 'upperLip'
  | 'lowerLip'
  | 'lipCorners';

type Side = 'Right' | 'Left';

/** One point of the face to drag. */
export interface LandmarkHandle {
  /** Landmark that the handle sits on and moves whole. */
  readonly anchor: number;
  /** How far around the anchor its neighbours follow, in distances of the eyes; 0 moves only `whole`. */
  readonly reach: number;
  /** Parts that move with it as far as it does itself. */
  readonly whole?: readonly FacePart[];
  /** Parts that stay though they are near. */
  readonly still?: readonly FacePart[];
}

const LID_REACH = 0.3;
const BROW_REACH = 0.42;
const LIP_REACH = 0.36;
const CORNER_REACH = 0.45;
const OUTLINE_REACH = 0.75;

const eyeParts = (side: Side) =>
  [
    `upper${side}`,
    `lower${side}`,
    `corners${side}`,
    `iris${side}`,
    `above${side}`,
    `below${side}`,
  ] as const satisfies readonly FacePart[];

const upperLid = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: LID_REACH,
  still: [`lower${side}`, `iris${side}`, `below${side}`],
});
const lowerLid = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: LID_REACH,
  still: [`upper${side}`, `iris${side}`, `above${side}`],
});
const eyeCorner = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: LID_REACH,
  still: [`iris${side}`],
});
const wholeEye = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: 0.5,
  whole: eyeParts(side),
});
const pupil = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: 0,
  whole: [`iris${side}`],
});
const brow = (anchor: number, side: Side): LandmarkHandle => ({
  anchor,
  reach: BROW_REACH,
  still: [`upper${side}`, `lower${side}`, `corners${side}`, `iris${side}`, `below${side}`],
});
const UPPER_LIP_STAYS = ['lowerLip', 'lipCorners'] as const;
const LOWER_LIP_STAYS = ['upperLip', 'lipCorners'] as const;

/** Handles by name, in the order in which keys walk through them: from the brows down. Sides are the subject's own. */
export const LANDMARK_HANDLES = {
  browOuterRight: brow(70, 'Right'),
  browMiddleRight: brow(105, 'Right'),
  browInnerRight: brow(107, 'Right'),
  browInnerLeft: brow(336, 'Left'),
  browMiddleLeft: brow(334, 'Left'),
  browOuterLeft: brow(300, 'Left'),
  eyeOuterRight: eyeCorner(33, 'Right'),
  lidUpperRight: upperLid(159, 'Right'),
  lidLowerRight: lowerLid(145, 'Right'),
  eyeInnerRight: eyeCorner(133, 'Right'),
  pupilRight: pupil(468, 'Right'),
  eyeRight: wholeEye(230, 'Right'),
  eyeInnerLeft: eyeCorner(362, 'Left'),
  lidUpperLeft: upperLid(386, 'Left'),
  lidLowerLeft: lowerLid(374, 'Left'),
  eyeOuterLeft: eyeCorner(263, 'Left'),
  pupilLeft: pupil(473, 'Left'),
  eyeLeft: wholeEye(450, 'Left'),
  noseTip: { anchor: 4, reach: 0.5 },
  noseRight: { anchor: 48, reach: 0.25 },
  noseLeft: { anchor: 278, reach: 0.25 },
  mouthRight: { anchor: 61, reach: CORNER_REACH },
  lipTop: { anchor: 0, reach: LIP_REACH, still: UPPER_LIP_STAYS },
  lipUpper: { anchor: 13, reach: LIP_REACH, still: UPPER_LIP_STAYS },
  lipLower: { anchor: 14, reach: LIP_REACH, still: LOWER_LIP_STAYS },
  lipBottom: { anchor: 17, reach: LIP_REACH, still: LOWER_LIP_STAYS },
  mouthLeft: { anchor: 291, reach: CORNER_REACH },
  forehead: { anchor: 10, reach: OUTLINE_REACH },
  templeRight: { anchor: 127, reach: OUTLINE_REACH },
  jawRight: { anchor: 172, reach: OUTLINE_REACH },
  chin: { anchor: 152, reach: OUTLINE_REACH, still: ['upperLip', 'lipCorners'] },
  jawLeft: { anchor: 397, reach: OUTLINE_REACH },
  templeLeft: { anchor: 356, reach: OUTLINE_REACH },
} as const satisfies Readonly<Record<string, LandmarkHandle>>;

export type LandmarkHandleName = keyof typeof LANDMARK_HANDLES;

export const LANDMARK_HANDLE_NAMES = Object.keys(LANDMARK_HANDLES) as readonly LandmarkHandleName[];

/** The two rows of the upper lip between its rims, from the subject's right to the left. */
const UPPER_LIP_ROWS = [
  184, 74, 73, 72, 11, 302, 303, 304, 408, 183, 42, 41, 38, 12, 268, 271, 272, 407,
] as const;
/** Where both lips meet, on all their rows. */
const LIP_CORNERS = [61, 76, 62, 78, 291, 306, 292, 308] as const;

/** Landmarks by part; what is in none is skin. */
export const FACE_PARTS: ReadonlyMap<number, FacePart> = new Map<number, FacePart>([
  ...partOf('upperLip', [...INNER_UPPER_LIP, ...OUTER_UPPER_LIP, ...UPPER_LIP_ROWS]),
  ...partOf('lowerLip', [...INNER_LOWER_LIP, ...OUTER_LOWER_LIP, ...LOWER_LIP_ROWS]),
  ...partOf('lipCorners', LIP_CORNERS),
  ...eyeOf(RIGHT_EYE, 'Right'),
  ...eyeOf(LEFT_EYE, 'Left'),
]);

function eyeOf(eye: EyePoints, side: Side): (readonly [number, FacePart])[] {
  const corners = [eye.upper[0], eye.upper.at(-1)].filter((point) => point !== undefined);
  return [
    ...partOf(`upper${side}`, eye.upper),
    ...partOf(`lower${side}`, eye.lower),
    ...partOf(`above${side}`, [...eye.crease, ...eye.underBrow]),
    ...partOf(`below${side}`, eye.below),
    ...partOf(
      `iris${side}`,
      Array.from({ length: 5 }, (_, i) => eye.iris + i),
    ),
    ...partOf(`corners${side}`, corners),
  ];
}

function partOf(part: FacePart, points: readonly number[]): (readonly [number, FacePart])[] {
  return points.map((point) => [point, part] as const);
}
