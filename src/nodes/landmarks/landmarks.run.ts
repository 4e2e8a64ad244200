import {
  cropOfDetection,
  cropOfLandmarks,
  fitLandmarks,
  type LandmarkFit,
} from '../../inference/face-landmarks.ts';
import { headPose } from '../../inference/face-pose.ts';
import type { NodeRun, RunContext } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { Face, FacesValue } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import type { spec } from './landmarks.node.ts';

/** Faces beyond the selected one and the first get no points: nothing animates them. */
const MAX_FACES = 8;

/**
 * @throws {NodeError} `faces-missing`, `faces-mismatch` (faces of another picture), `face-unclear` when the
 * model does not see a face where the selected one should be
 */
export const run: NodeRun<typeof spec> = async (context, { image, faces }, { minPresence, refine }) => {
  checkFaces(image, faces);
  const fitted = [...faces.faces];
  const order = selectedFirst(faces).slice(0, MAX_FACES);
  for (const [done, index] of order.entries()) {
    context.progress(
      done / order.length,
      order.length > 1 ? `Face ${done + 1} of ${order.length}` : undefined,
    );
    const face = faces.faces[index] as Face;
    const fit = await fitFace(context, image, face, refine);
    if (fit.presence >= minPresence) {
      fitted[index] = { ...face, ...fit, pose: headPose(fit.landmarks) };
    } else if (index === faces.selected) {
      throw unclear(fit.presence);
    } else {
      context.notice(`Face ${index} is too unclear for landmarks (certainty ${percent(fit.presence)}).`);
    }
  }
  return { faces: { ...faces, faces: fitted } };
};

async function fitFace(
  context: RunContext,
  image: ImageValue,
  face: Face,
  refine: boolean,
): Promise<LandmarkFit> {
  const first = await fitLandmarks(context, image, cropOfDetection(face));
  return refine ? fitLandmarks(context, image, cropOfLandmarks(first.landmarks)) : first;
}

/** Indices of all faces, the selected one first, then as they come (best first). */
function selectedFirst({ faces, selected }: FacesValue): number[] {
  return [selected, ...[...faces.keys()].filter((index) => index !== selected)];
}

function checkFaces(image: ImageValue, faces: FacesValue): void {
  if (!faces.faces[faces.selected]) {
    throw new NodeError(
      'faces-missing',
      'The faces that came in are empty, so there is nothing to place landmarks on.',
      'Choose a crop that holds the face, or connect "Detect faces".',
    );
  }
  if (faces.width !== image.width || faces.height !== image.height) {
    throw new NodeError(
      'faces-mismatch',
      `The faces belong to a picture of ${faces.width} × ${faces.height} px, the image has ${image.width} × ${image.height} px.`,
      'Connect image and faces from the same node, e.g. both from "Crop".',
    );
  }
}

function unclear(presence: number): NodeError {
  return new NodeError(
    'face-unclear',
    `The selected face is too unclear for landmarks (certainty ${percent(presence)}).`,
    'Choose another face or photo, crop closer, or lower "Least certainty".',
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
