import type { SamplerName } from '../../inference/motion-sampler/motion-samplers.ts';
import { sampleMotion } from '../../inference/motion-sampler/sample-motion.ts';
import { timingNotices } from '../../motion/kinematics/timing-notices.ts';
import { subjectFacts } from '../../motion/subject-facts.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { KeyframeTracks } from '../../values/keyframes.ts';
import { spec } from './diffusion-sampler.node.ts';

/**
 * Samples one take. The prompt's own length and "no loop" win over the parameters; keyframes of the parameter win
 * over those that are wired, channel by channel.
 */
export const run: NodeRun<typeof spec> = async (context, inputs, params) => {
  const { prompt, driving } = inputs;
  const { min, max } = spec.params.seconds;
  const seconds = Math.min(max, Math.max(min, prompt.seconds ?? params.seconds));
  const loop = params.loop && prompt.loop;
  for (const notice of timingNotices(prompt, seconds)) context.notice(notice);
  if (params.loop && !prompt.loop) context.notice('The prompt asks for a take that does not loop.');
  const keyframes: KeyframeTracks = { ...inputs.keyframes?.tracks, ...params.keyframes };
  for (const channel of lateKeys(keyframes, seconds)) {
    context.notice(
      `A keyframe of ${channel} lies after the end of the take (${seconds} s) and has no effect.`,
    );
  }
  const motion = await sampleMotion(context, {
    prompt,
    seconds,
    fps: params.fps,
    loop,
    amount: params.amount,
    idle: params.idle === 'alive' ? 'alive' : 'asked',
    facts: subjectFacts(inputs.faces, inputs.regions),
    seed: params.seed,
    take: context.element.index,
    sampler: params.sampler satisfies SamplerName,
    steps: params.steps,
    curve: params.schedule,
    guidance: params.guidance,
    keyframes,
    ...(driving === undefined ? {} : { driving: { motion: driving, strength: params.strength } }),
    onStep: (fraction, look) => {
      context.progress(fraction);
      context.preview?.(look());
    },
  });
  return { motion };
};

function lateKeys(keyframes: KeyframeTracks, seconds: number): string[] {
  return Object.keys(keyframes).filter((channel) => keyframes[channel].some(({ at }) => at > seconds));
}
