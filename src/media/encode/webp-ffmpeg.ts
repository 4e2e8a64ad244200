import { MediaError } from '../../values/errors.ts';
import { type EncodeJob, type EncodeQuality, jobFrames, totalFrames } from './encode-job.ts';
import { type FfmpegCore, runFfmpeg } from './ffmpeg-core.ts';

/** Raw frames that fit into ffmpeg's memory beside its own work, bytes. */
const MAX_RAW_BYTES = 768 * 1024 * 1024;

const QUALITY: Readonly<Record<EncodeQuality, string>> = { draft: '55', good: '78', best: '92' };

/** Share of the progress bar for collecting frames; the rest is ffmpeg's own work. */
const COLLECT_SHARE = 0.4;

/**
 * Encodes an animated WebP with libwebp's own animation encoder, which is slower and finds smaller differences.
 *
 * @throws {MediaError} `clip-too-long` when the raw frames do not fit into ffmpeg's memory, `encode-failed`
 */
export async function encodeWebpSmall(job: EncodeJob, core: FfmpegCore): Promise<Uint8Array> {
  const { width, height, fps } = job.clip;
  const total = totalFrames(job);
  const bytes = width * height * 4;
  if (total * bytes > MAX_RAW_BYTES) {
    throw new MediaError(
      'clip-too-long',
      `${total} frames of ${width} × ${height} px do not fit into ffmpeg's memory.`,
      'Choose the route "fast", fewer frames or a smaller size.',
    );
  }
  const raw = new Uint8Array(total * bytes);
  const collecting: EncodeJob = {
    ...job,
    progress: (fraction, note) => job.progress(fraction * COLLECT_SHARE, note),
  };
  for await (const { index, data } of jobFrames(collecting)) raw.set(data, index * bytes);
  core.setProgress(({ progress }) => {
    const share = Number.isFinite(progress) ? Math.min(1, Math.max(0, progress)) : 0;
    job.progress(COLLECT_SHARE + (1 - COLLECT_SHARE) * share, 'libwebp');
  });
  core.FS.writeFile('in.rgba', raw);
  runFfmpeg(core, [
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`, '-r', String(fps), '-i', 'in.rgba'],
    ...['-c:v', 'libwebp_anim', '-quality', QUALITY[job.quality], '-compression_level', '4', '-loop', '0'],
    ...['-pix_fmt', 'bgra', '-bitexact', '-map_metadata', '-1', 'out.webp'],
  ]);
  return core.FS.readFile('out.webp');
}
