import { namedChannels } from '../../motion/editing/channel-groups.ts';
import { amplifyMotion, mixMotions, muteChannels, smoothMotion } from '../../motion/editing/level-edits.ts';
import { meetKeyframes } from '../../motion/editing/meet-keyframes.ts';
import { fitMotion, motionAtRate, trimMotion } from '../../motion/editing/time-edits.ts';
import type { NodeRun, ParamsOf } from '../../runtime/node.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { spec } from './motion-edit.node.ts';

type Params = ParamsOf<(typeof spec)['params']>;

/** Mix, trim, retime, amplify, mute, smooth, keys, frame rate: one after another. */
export const run: NodeRun<typeof spec> = async (context, inputs, params) => {
  let { motion } = inputs;
  if (inputs.second) {
    if (motion.loop !== inputs.second.loop) {
      context.notice('One of the mixed motions does not loop, so the result does not either.');
    }
    motion = mixMotions(motion, inputs.second, params.share);
  }
  if (params.end > 0 && params.end <= params.start) {
    context.notice('The trimmed take would end before it starts; two frames were kept.');
  }
  motion = retimed(trimMotion(motion, params.start, params.end), params);
  const muted = namedChannels(params.mute);
  if (muted.unknown.length > 0) context.notice(`Not known, not muted: ${muted.unknown.join(', ')}.`);
  motion = muteChannels(amplifyMotion(motion, params), muted.channels);
  motion = smoothMotion(motion, params.smooth, params.smoothLids);
  const keys = { ...params.tracks, ...inputs.keyframes?.tracks };
  const met = meetKeyframes(motion, keys, params.reach);
  if (met.beyond.length > 0)
    context.notice(`Keys after the end of the take were left out: ${met.beyond.join(', ')}.`);
  return { motion: params.rate > 0 ? motionAtRate(met.motion, params.rate) : met.motion };
};

function retimed(motion: MotionValue, { timing, tempo, seconds }: Params): MotionValue {
  if (timing === 'tempo') return fitMotion(motion, motion.frameCount / motion.fps / tempo);
  return timing === 'fit' ? fitMotion(motion, seconds) : motion;
}
