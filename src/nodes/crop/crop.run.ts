import { resampleImage } from '../../media/image/resample.ts';
import type { InputsOf, NodeRun, ParamsOf } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { Box, FacesValue } from '../../values/faces.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import type { spec } from './crop.node.ts';
import {
  facesBox,
  keepInside,
  largestRect,
  maskBox,
  outputSize,
  portraitRect,
  subjectRect,
} from './crop-rect.ts';
import { mapFaces } from './map-faces.ts';

type Inputs = InputsOf<typeof spec>;
type Params = ParamsOf<(typeof spec)['params']>;

/** A subject is large already: its margin is this share of what the same number means for a face. */
const SUBJECT_MARGIN_SHARE = 0.1;

/** Enlargements up to here are not worth a word. */
const NOTICED_ENLARGEMENT = 1.02;

/** Rectangles smaller than this hold no picture, px. */
const MIN_SIDE = 8;

/**
 * @throws {NodeError} `faces-missing` in face mode without faces, `crop-too-small` for a rectangle without area
 */
export const run: NodeRun<typeof spec> = async (context, inputs, params) => {
  const { image } = inputs;
  const rect = keepInside(chooseRect(inputs, params), image);
  if (rect.width < MIN_SIDE || rect.height < MIN_SIDE) throw tooSmall(rect);
  const { width, height } = outputSize(rect, params.size);
  const enlargement = Math.max(width / rect.width, height / rect.height);
  if (enlargement > NOTICED_ENLARGEMENT) context.notice(enlargementNotice(enlargement, rect));
  const faces = inputs.faces ?? noFaces(image);
  return {
    image: resampleImage(image, rect, width, height),
    faces: mapFaces(faces, rect, width, height),
  };
};

function chooseRect({ image, faces, matte }: Inputs, params: Params): Box {
  const aspect = aspectOf(params.aspect, image);
  switch (params.mode) {
    case 'face':
      return portraitRect(selectedFace(faces), params.margin, aspect);
    case 'subject': {
      const subject = (matte && subjectOf(matte, image)) ?? facesBox(faces?.faces ?? []);
      return subject
        ? subjectRect(subject, params.margin * SUBJECT_MARGIN_SHARE, aspect)
        : largestRect(image, aspect);
    }
    case 'manual': {
      const [x, y, width, height] = params.rect;
      return {
        x: x * image.width,
        y: y * image.height,
        width: width * image.width,
        height: height * image.height,
      };
    }
    case 'full':
      return largestRect(image, aspect);
  }
}

function aspectOf(aspect: Params['aspect'], image: ImageValue): number {
  if (aspect === 'original') return image.width / image.height;
  const [width, height] = aspect.split(':').map(Number) as [number, number];
  return width / height;
}

function selectedFace(faces: FacesValue | undefined) {
  const face = faces?.faces[faces.selected];
  if (face) return face;
  throw new NodeError(
    'faces-missing',
    faces ? 'The faces that came in are empty, so there is no face to frame.' : 'No faces are connected.',
    'Connect "Detect faces" to the Faces input, or set Frame to subject, by hand or full picture.',
  );
}

/** The matte's box in px of the picture. */
function subjectOf(matte: MaskValue, image: ImageValue): Box | undefined {
  const box = maskBox(matte);
  if (!box) return undefined;
  const scaleX = image.width / matte.width;
  const scaleY = image.height / matte.height;
  return {
    x: box.x * scaleX,
    y: box.y * scaleY,
    width: box.width * scaleX,
    height: box.height * scaleY,
  };
}

function noFaces(image: ImageValue): FacesValue {
  return { type: 'Faces', width: image.width, height: image.height, faces: [], selected: 0 };
}

function tooSmall(rect: Box): NodeError {
  return new NodeError(
    'crop-too-small',
    `The crop would hold only ${Math.round(rect.width)} × ${Math.round(rect.height)} px of the picture.`,
    `Draw a rectangle of at least ${MIN_SIDE} × ${MIN_SIDE} px.`,
  );
}

function enlargementNotice(enlargement: number, rect: Box): string {
  const real = `${Math.round(rect.width)} × ${Math.round(rect.height)}`;
  return `Enlarged ${enlargement.toFixed(enlargement < 1.1 ? 2 : 1)}×: the crop holds ${real} real pixels.`;
}
