import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import { MediaError } from '../../values/errors.ts';
import { pinMp4Times } from './pin-mp4-times.ts';

/** An encoded frame, timed in whole frames so that the file's frame rate is exactly constant. */
export interface EncodedFrame {
  readonly data: Uint8Array;
  readonly isKey: boolean;
  /** Position in presentation order, frames. */
  readonly frame: number;
}

/** Writes encoded frames, given in decode order, into an MP4 (index first) or WebM file with nothing random in it. */
export class VideoFile {
  private readonly output: Output<Mp4OutputFormat | WebMOutputFormat, BufferTarget>;
  private readonly source: EncodedVideoPacketSource;
  private readonly fps: number;
  private readonly isMp4: boolean;
  private started: Promise<void> | undefined;

  constructor(container: 'mp4' | 'webm', codec: VideoCodec, fps: number) {
    this.fps = fps;
    this.isMp4 = container === 'mp4';
    this.output = new Output({
      format: this.isMp4 ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(),
      target: new BufferTarget(),
    });
    this.source = new EncodedVideoPacketSource(codec);
    this.output.addVideoTrack(this.source, { frameRate: fps });
  }

  /** @param config needed with the first frame: codec string, size, colours, codec description */
  async add({ data, isKey, frame }: EncodedFrame, config?: VideoDecoderConfig): Promise<void> {
    this.started ??= this.output.start();
    await this.started;
    const packet = new EncodedPacket(data, isKey ? 'key' : 'delta', frame / this.fps, 1 / this.fps);
    await this.source.add(packet, config && { decoderConfig: config });
  }

  /** The finished file's bytes. */
  async finish(): Promise<Uint8Array> {
    await this.output.finalize();
    const buffer = this.output.target.buffer;
    if (!buffer) throw new MediaError('encode-failed', 'The video file came out empty.', 'Encode it again.');
    const bytes = new Uint8Array(buffer);
    if (this.isMp4) pinMp4Times(bytes);
    return bytes;
  }
}
