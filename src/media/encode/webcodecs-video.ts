import { MediaError } from '../../values/errors.ts';
import {
  encoderConfigs,
  frameOptions,
  KEY_FRAME_SECONDS,
  VIDEO_COLOUR_SPACE,
  type WebVideoCodec,
} from './codec-settings.ts';
import { type EncodeJob, frameMicroseconds, jobFrames } from './encode-job.ts';
import { VideoFile } from './video-file.ts';
import { VideoFramePlanes } from './video-frame-planes.ts';

/** Frames handed to the encoder and not yet come out; bounds the memory of raw frames. */
const FRAMES_IN_FLIGHT = 6;

const CODEC_NAMES: Readonly<Record<WebVideoCodec, string>> = { avc: 'H.264', vp9: 'VP9', av1: 'AV1' };

/**
 * Encodes with the browser's own encoder (WebCodecs, browser-only).
 *
 * @returns the file's bytes
 * @throws {MediaError} `encoder-missing` when the browser has no encoder for the codec, `encode-failed`
 */
export async function encodeWithWebCodecs(
  job: EncodeJob,
  container: 'mp4' | 'webm',
  codec: WebVideoCodec,
): Promise<Uint8Array> {
  const planes = new VideoFramePlanes(job.clip.width, job.clip.height);
  const picture = { width: planes.width, height: planes.height, fps: job.clip.fps };
  const config = await supportedConfig(encoderConfigs(codec, picture, job.quality));
  if (!config) {
    throw new MediaError(
      'encoder-missing',
      `This browser has no ${CODEC_NAMES[codec]} encoder for ${picture.width} × ${picture.height} px.`,
      'Choose the route "small", another format, or a browser that has one (Chrome, Edge).',
    );
  }
  const file = new VideoFile(container, codec, job.clip.fps);
  const encoder = new OrderedEncoder(config, job.clip.fps, file);
  try {
    const keyInterval = Math.max(1, Math.round(KEY_FRAME_SECONDS * job.clip.fps));
    const buffer = new Uint8Array(planes.byteLength);
    for await (const { index, data } of jobFrames(job)) {
      planes.convert(data, buffer);
      const options = frameOptions(codec, job.quality, config, index % keyInterval === 0);
      await encoder.encode(buffer, index, options);
    }
    await encoder.flush();
    return await file.finish();
  } finally {
    encoder.close();
  }
}

async function supportedConfig(
  configs: readonly VideoEncoderConfig[],
): Promise<VideoEncoderConfig | undefined> {
  if (typeof VideoEncoder === 'undefined') return undefined;
  for (const config of configs) {
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported) return config;
  }
  return undefined;
}

/** A `VideoEncoder` with back pressure whose output goes into a file in the order it appears. */
class OrderedEncoder {
  private readonly encoder: VideoEncoder;
  private readonly config: VideoEncoderConfig;
  private readonly fps: number;
  private written: Promise<void> = Promise.resolve();
  private failure: unknown;
  private wake: () => void = () => undefined;

  constructor(config: VideoEncoderConfig, fps: number, file: VideoFile) {
    this.config = config;
    this.fps = fps;
    this.encoder = new VideoEncoder({
      output: (chunk, metadata) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        const frame = Math.round((chunk.timestamp * fps) / 1_000_000);
        const decoder = metadata?.decoderConfig && withColours(metadata.decoderConfig, config);
        this.written = this.written.then(() =>
          file.add({ data, isKey: chunk.type === 'key', frame }, decoder),
        );
        this.written.catch((error: unknown) => {
          this.failure ??= error;
        });
      },
      error: (error) => {
        this.failure ??= error;
        this.wake();
      },
    });
    this.encoder.addEventListener('dequeue', () => this.wake());
    this.encoder.configure(config);
  }

  /** Resolves when there is room for another frame. @param planes I420, copied */
  async encode(
    planes: Uint8Array<ArrayBuffer>,
    index: number,
    options: VideoEncoderEncodeOptions,
  ): Promise<void> {
    this.check();
    const frame = new VideoFrame(planes, {
      format: 'I420',
      codedWidth: this.config.width,
      codedHeight: this.config.height,
      timestamp: frameMicroseconds(index, this.fps),
      duration: frameMicroseconds(1, this.fps),
      colorSpace: VIDEO_COLOUR_SPACE,
    });
    this.encoder.encode(frame, options);
    frame.close();
    while (this.encoder.encodeQueueSize > FRAMES_IN_FLIGHT && this.failure === undefined)
      await this.dequeued();
  }

  async flush(): Promise<void> {
    this.check();
    await this.encoder.flush().catch((error: unknown) => {
      this.failure ??= error;
    });
    await this.written.catch(() => undefined);
    this.check();
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }

  /** Resolves when the encoder has taken a frame, or has failed. */
  private dequeued(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private check(): void {
    if (this.failure === undefined) return;
    const reason = this.failure instanceof Error ? this.failure.message : String(this.failure);
    throw new MediaError(
      'encode-failed',
      `The browser's video encoder stopped: ${reason}`,
      'Try again, choose the route "small", or another format.',
      { cause: this.failure },
    );
  }
}

/** Some encoders leave the colours out of their description; they are known here. */
function withColours(decoder: VideoDecoderConfig, config: VideoEncoderConfig): VideoDecoderConfig {
  return {
    ...decoder,
    codedWidth: config.width,
    codedHeight: config.height,
    colorSpace: VIDEO_COLOUR_SPACE,
  };
}
