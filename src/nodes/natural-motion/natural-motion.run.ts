import { simulateMotion } from '../../motion/kinematics/simulate-motion.ts';
import { timingNotices } from '../../motion/kinematics/timing-notices.ts';
import { subjectFacts } from '../../motion/subject-facts.ts';
import type { NodeRun } from '../../runtime/node.ts';
import { spec } from './natural-motion.node.ts';

/** Simulates one take. The prompt's own length and "no loop" win over the parameters. */
export const run: NodeRun<typeof spec> = async (context, { prompt, faces }, params) => {
  const { min, max } = spec.params.seconds;
  const seconds = Math.min(max, Math.max(min, prompt.seconds ?? params.seconds));
  const loop = params.loop && prompt.loop;
  for (const notice of timingNotices(prompt, seconds)) context.notice(notice);
  if (params.loop && !prompt.loop) context.notice('The prompt asks for a take that does not loop.');
  const motion = simulateMotion(prompt, {
    seconds,
    fps: params.fps,
    seed: params.seed,
    loop,
    amount: params.amount,
    idle: params.idle === 'alive' ? 'alive' : 'asked',
    facts: subjectFacts(faces),
  });
  return { motion };
};
