import facts from '../../../models/embedded/motion-sampler.json' with { type: 'json' };
import { type ModelHost, runModel } from '../session.ts';

/** Id of the network in `models/manifest.json`. */
export const MOTION_MODEL = 'motion-sampler';

/** What the network was trained on; written by `models/training/export_motion.py` beside the weights. */
export const MOTION_FACTS: {
  /** Frames per second of its takes. */
  readonly fps: number;
  /** One condition value belongs to this many frames. */
  readonly framesPerToken: number;
  /** Fewest frames of a take. */
  readonly leastFrames: number;
  readonly trainSteps: number;
  readonly channels: readonly string[];
  /** A channel's values over its scale are what the network sees. */
  readonly scales: readonly number[];
  readonly conditions: readonly string[];
} = facts;

/** Takes of one length that the network sees together. */
export interface MotionBatch {
  readonly takes: number;
  readonly frames: number;
  /** takes × channels × frames, scaled */
  readonly motion: Float32Array;
  /** takes × (conditions + clock) × frames / framesPerToken */
  readonly condition: Float32Array;
  readonly timestep: number;
  readonly loop: boolean;
}

/** Rows after the named conditions: where the photo is, and the phase in the take. */
export const CLOCK_ROWS = 3;

/**
 * The network's idea of the clean motion, shaped as `motion`. It always runs on the processor: it is small, and a
 * seed must give the same take with a GPU and without.
 * @throws {ModelError} as {@link runModel}
 */
export async function predictClean(host: ModelHost, batch: MotionBatch): Promise<Float32Array> {
  const { takes, frames } = batch;
  const rows = MOTION_FACTS.conditions.length + CLOCK_ROWS;
  const { clean } = await runModel(onProcessor(host), MOTION_MODEL, {
    motion: { data: batch.motion, shape: [takes, MOTION_FACTS.channels.length, frames] },
    condition: { data: batch.condition, shape: [takes, rows, frames / MOTION_FACTS.framesPerToken] },
    timestep: { data: new Float32Array(takes).fill(batch.timestep), shape: [takes] },
    loop: { data: new Float32Array(takes).fill(batch.loop ? 1 : 0), shape: [takes] },
  });
  return clean;
}

function onProcessor(host: ModelHost): ModelHost {
  return {
    signal: host.signal,
    threads: host.threads,
    hasGpu: false,
    notice: (message) => host.notice(message),
    readModel: (id) => host.readModel(id),
    ...(host.settingUp ? { settingUp: (work) => host.settingUp?.(work) ?? work } : {}),
  };
}
