import type { NodeRun } from '../../runtime/node.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { spec } from './camera-path.node.ts';
import { cameraOf, FRAMING_CHANNELS, framingBetween } from './framing.ts';
import { framingAt } from './framing-params.ts';
import { pathShare } from './path-course.ts';

/** Rate of a path without a motion, frames per second. */
const OWN_FPS = 24;

/** The motion, or stillness, with the camera going along its path. */
export const run: NodeRun<typeof spec> = async (context, { motion }, params) => {
  const { course, ease, rest, seconds } = params;
  const base: MotionValue = motion ?? {
    type: 'Motion',
    fps: OWN_FPS,
    frameCount: Math.max(2, Math.round(seconds * OWN_FPS)),
    loop: true,
    channels: {},
  };
  const returns = course === 'there and back';
  if (base.loop && !returns && motion)
    context.notice('The camera does not come back, so the take is no loop any more.');
  const loop = base.loop && returns;
  const [start, end] = [framingAt(params, 'start'), framingAt(params, 'end')];
  const channels: Record<string, Float32Array> = { ...base.channels };
  for (const name of FRAMING_CHANNELS) channels[name] = new Float32Array(base.frameCount);
  // In a loop the frame after the last is the first; else the last frame is the end of the take.
  const last = loop ? base.frameCount : Math.max(1, base.frameCount - 1);
  for (let frame = 0; frame < base.frameCount; frame++) {
    const share = pathShare(frame / last, course, ease, rest / 100);
    const camera = cameraOf(framingBetween(start, end, share));
    for (const name of FRAMING_CHANNELS) {
      const track = channels[name];
      if (track) track[frame] = camera[name];
    }
  }
  return { motion: { ...base, loop, channels } };
};
