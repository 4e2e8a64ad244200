import { planeOfSize } from '../../media/image/resize-plane.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { unpackStrokes } from '../../values/strokes.ts';
import type { spec } from './depth-edit.node.ts';
import { strokeDepth } from './depth-stroke.ts';

/** The strokes one after another over the depth, at the picture's size. */
export const run: NodeRun<typeof spec> = async (context, { depth, image }, { strokes, amount }) => {
  const data = planeOfSize(depth, image);
  const all = unpackStrokes(strokes) ?? [];
  for (const [index, stroke] of all.entries()) {
    context.signal.throwIfAborted();
    strokeDepth(data, image, stroke, amount);
    context.progress((index + 1) / all.length);
  }
  return { depth: { type: 'Depth', width: image.width, height: image.height, data } };
};
