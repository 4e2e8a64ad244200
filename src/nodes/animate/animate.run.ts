import { prepareScene } from '../../motion/renderer/prepare-scene.ts';
import { renderFrame } from '../../motion/renderer/render-frame.ts';
import type { Scene } from '../../motion/renderer/scene.ts';
import { usableMatte } from '../../motion/renderer/usable-matte.ts';
import type { FrameNodeRun, InputsOf, RunContext } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { ImageValue } from '../../values/value.ts';
import { spec } from './animate.node.ts';
import { faceNotices } from './face-notices.ts';
import { otherFaces } from './other-faces.ts';
import { shareScene } from './share-scene.ts';
import { keptStillScene } from './still-scenes.ts';

type Inputs = InputsOf<typeof spec>;
type AnimateRun = FrameNodeRun<typeof spec, Stage>;

/** What every range is drawn from. */
interface Stage {
  readonly scene: Scene;
  readonly backEnd: 'auto' | 'processor';
}

export const prepare: AnimateRun['prepare'] = async (context, inputs, params) => {
  checkSizes(inputs);
  const { motion } = inputs;
  const image = evenImage(inputs.image);
  const { width, height } = image;
  const faces =
    inputs.faces?.faces[inputs.faces.selected]?.landmarks === undefined ? undefined : inputs.faces;
  const { cut, reason } = usableMatte(inputs.image, inputs.matte, faces !== undefined);
  if (reason !== undefined) context.notice(reason);
  for (const remark of faceNotices(inputs, params.faces)) context.notice(remark);
  context.progress(0.1, 'separating the subject from the background');
  const sources = {
    image,
    motion,
    faces,
    others: faces && params.faces === 'all' ? otherFaces(inputs) : [],
    matte: cut && { type: 'Mask' as const, width, height, data: trim(cut, inputs.image, image) },
    regions: inputs.regions && {
      ...inputs.regions,
      masks: Object.fromEntries(
        Object.entries(inputs.regions.masks).map(([name, data]) => [name, trim(data, inputs.image, image)]),
      ),
    },
    movable: inputs.movable && {
      ...inputs.movable,
      width,
      height,
      data: trim(inputs.movable.data, inputs.image, image),
    },
    depth: inputs.depth && {
      ...inputs.depth,
      width,
      height,
      data: trim(inputs.depth.data, inputs.image, image),
    },
  };
  const scene = prepareScene(sources, params, keptStillScene(sources));
  if (scene.enlargement > 1.005) {
    const percent = Math.round((scene.enlargement - 1) * 100);
    context.notice(`Enlarged by ${Math.max(1, percent)} % so that the moving camera shows no border.`);
  }
  context.progress(1);
  const { fps, frameCount, loop } = motion;
  const state = { scene: shareScene(scene), backEnd: params.backEnd };
  return { facts: { width, height, fps, frameCount, loop }, state };
};

export const render: AnimateRun['render'] = async (context, { facts, state }, range, { motion }) => {
  const bytes = facts.width * facts.height * 4;
  const data = new Uint8ClampedArray((range.end - range.start) * bytes);
  const { scene, backEnd } = state;
  const onFrame = (frame: number): void =>
    context.progress((frame + 1 - range.start) / (range.end - range.start));
  const breathe = breather(context);
  let next = range.start;
  if (context.hasGpu && backEnd === 'auto') {
    const { drawRangeOnGpu } = await import('../../motion/renderer-webgpu/draw-range.ts');
    const { signal } = context;
    const notice = (message: string): void => context.notice(message);
    next = await drawRangeOnGpu(scene, motion, range, data, { signal, notice, onFrame });
  }
  for (let frame = next; frame < range.end; frame++) {
    await breathe();
    const at = (frame - range.start) * bytes;
    renderFrame(scene, motion, frame, data.subarray(at, at + bytes));
    onFrame(frame);
  }
  return { data };
};

/** Work between two looks at messages, ms. Browsers make every look cost 4 ms, as much as a small frame. */
const BREATH_MS = 30;

/** Lets messages (a cancel) in between frames. */
function breather({ signal }: RunContext): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - last >= BREATH_MS) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      last = performance.now();
    }
    signal.throwIfAborted();
  };
}

/** @throws {NodeError} `size-mismatch` when an input belongs to a picture of another size */
function checkSizes(inputs: Inputs): void {
  const { image } = inputs;
  for (const name of ['faces', 'matte', 'regions', 'depth', 'movable'] as const) {
    const value = inputs[name];
    if (value === undefined || (value.width === image.width && value.height === image.height)) continue;
    throw new NodeError(
      'size-mismatch',
      `The ${spec.inputs[name].label} input belongs to a picture of ${value.width} × ${value.height}, the image has ${image.width} × ${image.height}.`,
      `Make it from the same image that goes into this node (after the crop, not before).`,
    );
  }
}

/** The image with even sides, as codecs need them: an odd last column or row is dropped. */
function evenImage(image: ImageValue): ImageValue {
  const [width, height] = [image.width & ~1, image.height & ~1];
  if (width < 2 || height < 2) {
    throw new NodeError('too-small', 'The image is smaller than 2 × 2 pixels.', 'Use a larger picture.');
  }
  if (width === image.width && height === image.height) return image;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = y * image.width * 4;
    data.set(image.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { type: 'Image', width, height, data };
}

/** Per-pixel values cut to the size of the even image. */
function trim(values: Float32Array, from: ImageValue, to: ImageValue): Float32Array {
  if (from.width === to.width && from.height === to.height) return values;
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    out.set(values.subarray(y * from.width, y * from.width + to.width), y * to.width);
  }
  return out;
}
