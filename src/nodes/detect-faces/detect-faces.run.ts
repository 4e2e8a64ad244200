import { findFaces } from '../../inference/find-faces.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { Face } from '../../values/faces.ts';
import type { spec } from './detect-faces.node.ts';

/** @throws {NodeError} `no-face` when there is none, `no-such-face` when `index` is beyond the last */
export const run: NodeRun<typeof spec> = async (context, { image }, { index, effort, minConfidence }) => {
  const faces = await findFaces(context, image, {
    effort,
    minConfidence,
    onStage: (fraction, note) => context.progress(fraction, note),
  });
  if (faces.length === 0) throw noFace();
  if (index >= faces.length) throw noSuchFace(index, faces);
  return { faces: { type: 'Faces', width: image.width, height: image.height, faces, selected: index } };
};

function noFace(): NodeError {
  return new NodeError(
    'no-face',
    'No face was found in this photo.',
    'Choose a photo in which a face is turned to the camera, crop closer to it, or use the parallax template, ' +
      'which needs no face.',
  );
}

function noSuchFace(index: number, faces: readonly Face[]): NodeError {
  const found = faces.length === 1 ? 'one face was' : `${faces.length} faces were`;
  return new NodeError(
    'no-such-face',
    `Face ${index} was asked for, but only ${found} found.`,
    `Set "Which face" to 0${faces.length > 1 ? ` to ${faces.length - 1}` : ''}, or "Search" to thorough.`,
  );
}
