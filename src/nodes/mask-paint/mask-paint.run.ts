import { planeOfSize } from '../../media/image/resize-plane.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { unpackStrokes } from '../../values/strokes.ts';
import type { ImageValue, MaskValue } from '../../values/value.ts';
import type { spec } from './mask-paint.node.ts';
import { paintStroke } from './paint-stroke.ts';

/** The strokes one after another, over the connected mask or over nothing. */
export const run: NodeRun<typeof spec> = async (context, { image, mask }, { strokes, invert }) => {
  const data = startOf(image, mask);
  const all = unpackStrokes(strokes) ?? [];
  for (const [index, stroke] of all.entries()) {
    context.signal.throwIfAborted();
    paintStroke(data, image, stroke);
    context.progress((index + 1) / all.length);
  }
  if (all.length === 0 && !mask) context.notice('Nothing is painted yet: the mask is empty.');
  if (invert) for (let i = 0; i < data.length; i++) data[i] = 1 - (data[i] ?? 0);
  return { mask: { type: 'Mask', width: image.width, height: image.height, data } };
};

/** A plane of the picture's size that may be painted on. */
function startOf(image: ImageValue, mask: MaskValue | undefined): Float32Array {
  return mask ? planeOfSize(mask, image) : new Float32Array(image.width * image.height);
}
