import type { ClipReader } from '../../values/clip.ts';

export type ClipFormat = 'mp4-h264' | 'mp4-av1' | 'webm' | 'gif' | 'webp' | 'png-sequence';

/** `fast`: the browser's own encoders; `small`: slower ones that make smaller files, where there are any. */
export type EncodeRoute = 'fast' | 'small';

export type EncodeQuality = 'draft' | 'good' | 'best';

/** One clip to be written to one file, and how its progress is told. */
export interface EncodeJob {
  readonly clip: ClipReader;
  readonly quality: EncodeQuality;
  /** How often the clip is played through in the file, >= 1. */
  readonly loops: number;
  /** Aborts the encoding at the next frame. */
  readonly signal: AbortSignal;
  /** @param fraction 0..1 */
  progress(fraction: number, note?: string): void;
  /** A remark for the user about the file. */
  notice(message: string): void;
}

/** Frames in the file. */
export function totalFrames(job: EncodeJob): number {
  return job.clip.frameCount * job.loops;
}

/** Timestamp of a frame in whole microseconds, without accumulating rounding. */
export function frameMicroseconds(frame: number, fps: number): number {
  return Math.round((frame * 1_000_000) / fps);
}

/**
 * Frames of the file in order, the clip repeated `loops` times, one at a time.
 * Reports progress and stops when the job is aborted.
 */
export async function* jobFrames(
  job: EncodeJob,
): AsyncGenerator<{ readonly index: number; readonly data: Uint8ClampedArray }> {
  const total = totalFrames(job);
  for (let loop = 0; loop < job.loops; loop++) {
    for await (const frame of job.clip.frames()) {
      job.signal.throwIfAborted();
      const index = loop * job.clip.frameCount + frame.index;
      yield { index, data: frame.data };
      job.progress((index + 1) / total, `Frame ${index + 1} of ${total}`);
    }
  }
}
