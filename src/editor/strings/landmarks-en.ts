import type { LandmarkHandleName } from '../../nodes/landmark-edit/landmark-handles.ts';
import { catalogue } from './catalogue.ts';

/** A text per handle of a face. */
type HandleTexts = Readonly<Record<LandmarkHandleName, string>>;

const handles: HandleTexts = {
  browOuterRight: 'Right brow, outer end',
  browMiddleRight: 'Right brow, middle',
  browInnerRight: 'Right brow, inner end',
  browInnerLeft: 'Left brow, inner end',
  browMiddleLeft: 'Left brow, middle',
  browOuterLeft: 'Left brow, outer end',
  eyeOuterRight: 'Right eye, outer corner',
  lidUpperRight: 'Right eye, upper lid',
  lidLowerRight: 'Right eye, lower lid',
  eyeInnerRight: 'Right eye, inner corner',
  pupilRight: 'Right pupil',
  eyeRight: 'Whole right eye',
  eyeInnerLeft: 'Left eye, inner corner',
  lidUpperLeft: 'Left eye, upper lid',
  lidLowerLeft: 'Left eye, lower lid',
  eyeOuterLeft: 'Left eye, outer corner',
  pupilLeft: 'Left pupil',
  eyeLeft: 'Whole left eye',
  noseTip: 'Tip of the nose',
  noseRight: 'Right side of the nose',
  noseLeft: 'Left side of the nose',
  mouthRight: 'Right corner of the mouth',
  lipTop: 'Upper lip, upper edge',
  lipUpper: 'Upper lip, lower edge',
  lipLower: 'Lower lip, upper edge',
  lipBottom: 'Lower lip, lower edge',
  mouthLeft: 'Left corner of the mouth',
  forehead: 'Forehead',
  templeRight: 'Right temple',
  jawRight: 'Right side of the jaw',
  chin: 'Chin',
  jawLeft: 'Left side of the jaw',
  templeLeft: 'Left temple',
};

/** Words of the points of a face that are dragged. */
export const landmarkStrings = catalogue('landmarks', {
  stage: 'Face with points to drag',
  keys: 'Keyboard: arrows move a point, Shift in large steps, Page up and Page down go to the next one, Delete puts it back.',
  noFace: 'Run the face before this node first, then drag its points.',
  makeFace: 'Find the face',
  view: 'Part of the face',
  views: { face: 'Face', eyes: 'Eyes', mouth: 'Mouth' },
  point: 'Point',
  rests: 'as found',
  moved: (percent: string) => `moved by ${percent} of the distance of the eyes`,
  movedCount: (count: number) => (count === 1 ? '1 point moved' : `${count} points moved`),
  reset: (handle: string) => `Put back: ${handle}`,
  resetAll: 'Put all points back',
  large: 'Drag in a large view',
  largeTitle: 'Correct landmarks',
  side: 'Right and left are the person’s own.',
  steps: {
    move: (handle: string) => `Move: ${handle}`,
    reset: (handle: string) => `Put back: ${handle}`,
    resetAll: 'Put all points back',
  },
  handles,
});
