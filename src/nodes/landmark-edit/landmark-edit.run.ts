import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { Face } from '../../values/faces.ts';
import type { spec } from './landmark-edit.node.ts';
import { moveLandmarks } from './move-landmarks.ts';
import { noFaces, withPlaced } from './place-face.ts';

/**
 * @throws {NodeError} `landmarks-missing` when the face to correct has no landmarks, `picture-missing` when there is
 * nothing to place a face on
 */
export const run: NodeRun<typeof spec> = async (_context, { faces, image }, { points, source, frame }) => {
  const known = faces ?? (image && noFaces(image));
  if (!known) throw nothingConnected();
  const start = source === 'placed' ? withPlaced(known, frame) : known;
  const face = start.faces[start.selected];
  if (!face?.landmarks) throw missing();
  const corrected: Face = { ...face, landmarks: moveLandmarks(face.landmarks, points) };
  const all = start.faces.map((other, index) => (index === start.selected ? corrected : other));
  return { faces: { ...start, faces: all } };
};

function missing(): NodeError {
  return new NodeError(
    'landmarks-missing',
    'The chosen face has no landmarks that could be corrected.',
    'Connect "Face landmarks", or choose "A face placed by hand".',
  );
}

function nothingConnected(): NodeError {
  return new NodeError(
    'picture-missing',
    'There is neither a face to correct nor a picture to place one on.',
    'Connect the faces of "Face landmarks", or the picture alone to place a face by hand.',
  );
}
