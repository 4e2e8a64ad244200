import { type Timeline, timelineOf } from '../../motion/kinematics/timeline.ts';
import { cosTurns, sinTurns } from '../../motion/portable-math.ts';
import type { ConditionSegment } from '../../motion/sampling/conditions.ts';
import { guide } from '../diffusion/guidance.ts';
import type { Latent } from '../diffusion/sampler.ts';
import type { ModelHost } from '../session.ts';
import { CLOCK_ROWS, MOTION_FACTS, predictClean } from './motion-model.ts';

const ROW: ReadonlyMap<string, number> = new Map(MOTION_FACTS.conditions.map((name, row) => [name, row]));

/**
 * Frames at which the network works on a take of this length: its own rate, whole tokens, at least its least.
 * @param seconds length of the take
 */
export function networkTimeline(seconds: number, loop: boolean): Timeline {
  const { fps, framesPerToken, leastFrames } = MOTION_FACTS;
  const tokens = Math.round((seconds * fps) / framesPerToken);
  const frames = Math.max(leastFrames, tokens * framesPerToken);
  return timelineOf(frames / fps, fps, loop);
}

/**
 * What the network is told, as rows × tokens: the conditions and, after them, the clock. Without conditions only the
 * clock: the condition of unguided sampling.
 */
export function conditionRows(timeline: Timeline, segments: readonly ConditionSegment[] = []): Float32Array {
  const { conditions, framesPerToken } = MOTION_FACTS;
  const tokens = timeline.frameCount / framesPerToken;
  const rows = new Float32Array((conditions.length + CLOCK_ROWS) * tokens);
  for (const { name, start, end, value } of segments) {
    const row = ROW.get(name);
    if (row === undefined) continue;
    for (let frame = start; frame < end; frame++) {
      rows[row * tokens + Math.floor(frame / framesPerToken)] += value / framesPerToken;
    }
  }
  const clock = conditions.length * tokens;
  rows[clock] = 1 / framesPerToken;
  for (let frame = 0; frame < timeline.frameCount; frame++) {
    const token = Math.floor(frame / framesPerToken);
    rows[clock + tokens + token] += sinTurns(frame / timeline.frameCount) / framesPerToken;
    rows[clock + 2 * tokens + token] += cosTurns(frame / timeline.frameCount) / framesPerToken;
  }
  return rows;
}

/** Asks the network with and without the conditions and guides by the difference. */
export interface GuidedNetwork {
  readonly host: ModelHost;
  readonly timeline: Timeline;
  readonly asked: Float32Array;
  /** 1 follows the conditions as learned; above 1 more closely. */
  readonly guidance: number;
  /** 0..1, see {@link guide}. */
  readonly rescale: number;
}

/** The clean motion that the network sees behind a noisy one. */
export async function askNetwork(network: GuidedNetwork, sample: Latent, timestep: number): Promise<Latent> {
  const { host, timeline, asked, guidance, rescale } = network;
  const takes = guidance === 1 ? 1 : 2;
  const motion = new Float32Array(takes * sample.length);
  const condition = new Float32Array(takes * asked.length);
  motion.set(sample);
  condition.set(asked);
  if (takes === 2) {
    motion.set(sample, sample.length);
    condition.set(conditionRows(timeline), asked.length);
  }
  const batch = { takes, frames: timeline.frameCount, motion, condition, timestep, loop: timeline.loop };
  const clean = await predictClean(host, batch);
  const conditional = Float64Array.from(clean.subarray(0, sample.length));
  if (takes === 1) return conditional;
  return guide(Float64Array.from(clean.subarray(sample.length)), conditional, guidance, rescale);
}
