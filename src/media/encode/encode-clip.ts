import { MediaError } from '../../values/errors.ts';
import { servedPath } from '../../values/served-path.ts';
import type { FileValue } from '../../values/value.ts';
import { type ClipFormat, type EncodeJob, type EncodeRoute, totalFrames } from './encode-job.ts';
import { loadFfmpegCore } from './ffmpeg-core.ts';
import { encodeGif } from './gif.ts';
import { encodePngSequence } from './png-sequence.ts';
import { encodeWithWebCodecs } from './webcodecs-video.ts';
import { encodeWebpInBrowser } from './webp-animation.ts';
import { encodeWebpSmall } from './webp-ffmpeg.ts';
import { encodeWithX264 } from './x264-video.ts';

/** Where the replaceable ffmpeg files are served. */
const FFMPEG_URL = servedPath('vendor/ffmpeg/');

/** Share of the progress bar for loading ffmpeg on first use. */
const LOAD_SHARE = 0.3;

interface FormatFacts {
  readonly mediaType: string;
  readonly extension: string;
  /** True for video codecs, which need even sides. */
  readonly evenSides: boolean;
  /** False for files that no player shows. */
  readonly playable: boolean;
}

const FORMATS: Readonly<Record<ClipFormat, FormatFacts>> = {
  'mp4-h264': { mediaType: 'video/mp4', extension: 'mp4', evenSides: true, playable: true },
  'mp4-av1': { mediaType: 'video/mp4', extension: 'mp4', evenSides: true, playable: true },
  webm: { mediaType: 'video/webm', extension: 'webm', evenSides: true, playable: true },
  gif: { mediaType: 'image/gif', extension: 'gif', evenSides: false, playable: true },
  webp: { mediaType: 'image/webp', extension: 'webp', evenSides: false, playable: true },
  'png-sequence': { mediaType: 'application/zip', extension: 'zip', evenSides: false, playable: false },
};

/**
 * Writes a clip to a file of the asked format, never silently of another one.
 * Where the asked route is not available the other route to the same format is taken, with a notice.
 * Browser-only.
 *
 * @throws {MediaError} `encoder-missing`, `ffmpeg-missing` or `encode-failed`
 */
export async function encodeClip(job: EncodeJob, format: ClipFormat, route: EncodeRoute): Promise<FileValue> {
  const { clip } = job;
  const { mediaType, extension, evenSides, playable } = FORMATS[format];
  const width = clip.width + (evenSides ? clip.width % 2 : 0);
  const height = clip.height + (evenSides ? clip.height % 2 : 0);
  if (width !== clip.width || height !== clip.height) {
    job.notice(`Video needs even sides: ${clip.width} × ${clip.height} became ${width} × ${height} px.`);
  }
  const bytes = await encodeBytes(job, format, route);
  const facts = { width, height, fps: clip.fps, frameCount: totalFrames(job), loop: clip.loop };
  return { type: 'File', name: `clip.${extension}`, mediaType, bytes, ...(playable && { clip: facts }) };
}

function encodeBytes(job: EncodeJob, format: ClipFormat, route: EncodeRoute): Promise<Uint8Array> {
  switch (format) {
    case 'mp4-h264':
      return encodeH264(job, route);
    case 'mp4-av1':
      return encodeWithWebCodecs(job, 'mp4', 'av1');
    case 'webm':
      return encodeWithWebCodecs(job, 'webm', 'vp9');
    case 'gif':
      return encodeGif(job);
    case 'webp':
      return encodeWebp(job, route);
    case 'png-sequence':
      return encodePngSequence(job);
  }
}

async function encodeH264(job: EncodeJob, route: EncodeRoute): Promise<Uint8Array> {
  const fast = () => encodeWithWebCodecs(job, 'mp4', 'avc');
  const small = () => withFfmpeg(job, encodeWithX264);
  if (route === 'fast') {
    return otherwise(fast, 'encoder-missing', small, () =>
      job.notice(
        'This browser has no H.264 encoder; x264 was used, which is slower and makes a smaller file.',
      ),
    );
  }
  return otherwise(small, 'ffmpeg-missing', fast, () =>
    job.notice('x264 could not be loaded; the browser’s encoder was used, so the file is larger.'),
  );
}

async function encodeWebp(job: EncodeJob, route: EncodeRoute): Promise<Uint8Array> {
  const fast = () => encodeWebpInBrowser(job);
  const small = () => withFfmpeg(job, encodeWebpSmall);
  if (route === 'fast') {
    return otherwise(fast, 'encoder-missing', small, () =>
      job.notice(
        'This browser cannot write WebP; libwebp was used, which is slower and makes a smaller file.',
      ),
    );
  }
  return otherwise(small, 'ffmpeg-missing', fast, () =>
    job.notice('libwebp could not be loaded; the browser’s encoder was used, so the file is larger.'),
  );
}

/** Takes the second way where the first is missing; when both are, the first one's error counts. */
async function otherwise<T>(
  first: () => Promise<T>,
  missing: string,
  second: () => Promise<T>,
  tell: () => void,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== missing) throw error;
    try {
      const result = await second();
      tell();
      return result;
    } catch (secondError) {
      throw isMissing(secondError) ? error : secondError;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof MediaError && ['encoder-missing', 'ffmpeg-missing'].includes(error.code);
}

async function withFfmpeg<T>(
  job: EncodeJob,
  encode: (job: EncodeJob, core: Awaited<ReturnType<typeof loadFfmpegCore>>) => Promise<T>,
): Promise<T> {
  let loaded = false;
  const core = await loadFfmpegCore(FFMPEG_URL, (fraction) => {
    loaded = true;
    job.progress(fraction * LOAD_SHARE, 'Loading the encoder for small files');
  });
  const start = loaded ? LOAD_SHARE : 0;
  const progress = (fraction: number, note?: string) => job.progress(start + (1 - start) * fraction, note);
  return encode({ ...job, progress }, core);
}
