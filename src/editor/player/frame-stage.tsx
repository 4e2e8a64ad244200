import { useEffect, useRef } from 'react';
import { type ClipValue, frameBytes } from '../../values/clip.ts';
import type { FileValue } from '../../values/value.ts';
import { useFileUrl } from '../previews/file-preview.tsx';
import { engine } from '../run/engine.ts';

/** Chunks kept decoded in memory: a 3 s clip of 512² fits, longer ones stream through. */
const KEPT_CHUNKS = 12;

interface FrameStageProps {
  readonly clip: ClipValue | undefined;
  readonly file: FileValue | undefined;
  readonly frame: number;
}

/** One frame of the clip at full size, exactly as rendered; without frames, the encoded file itself. */
export function FrameStage({ clip, file, frame }: FrameStageProps) {
  if (clip) return <ClipCanvas clip={clip} frame={frame} />;
  return file ? <EncodedFile file={file} /> : null;
}

function ClipCanvas({ clip, frame }: { readonly clip: ClipValue; readonly frame: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const index = clip.chunks.findIndex((candidate) => frame >= candidate.start && frame < candidate.end);
    const chunk = clip.chunks[index];
    if (!chunk) return;
    let current = true;
    void readChunk(chunk.digest).then((data) => {
      const context = canvas.current?.getContext('2d');
      if (!current || !data || !context) return;
      const offset = (frame - chunk.start) * frameBytes(clip);
      const pixels = data.subarray(offset, offset + frameBytes(clip)) as Uint8ClampedArray<ArrayBuffer>;
      context.putImageData(new ImageData(pixels, clip.width, clip.height), 0, 0);
    });
    // The next chunk is asked for ahead, so that playback does not wait for it.
    const next = clip.chunks[(index + 1) % clip.chunks.length];
    if (next) void readChunk(next.digest);
    return () => {
      current = false;
    };
  }, [clip, frame]);
  return <canvas ref={canvas} className="player-canvas" width={clip.width} height={clip.height} />;
}

function EncodedFile({ file }: { readonly file: FileValue }) {
  const url = useFileUrl(file);
  if (!url) return null;
  if (file.mediaType.startsWith('video/'))
    return <video className="player-canvas" src={url} autoPlay loop muted playsInline />;
  if (file.mediaType.startsWith('image/')) return <img className="player-canvas" src={url} alt="" />;
  return <p className="quiet">{file.name}</p>;
}

const chunks = new Map<string, Promise<Uint8ClampedArray | undefined>>();

function readChunk(digest: string): Promise<Uint8ClampedArray | undefined> {
  const known = chunks.get(digest);
  if (known) {
    chunks.delete(digest);
    chunks.set(digest, known);
    return known;
  }
  const reading = engine().then((api) => api.clipChunk(digest));
  chunks.set(digest, reading);
  reading.catch(() => chunks.delete(digest));
  for (const oldest of chunks.keys()) {
    if (chunks.size <= KEPT_CHUNKS) break;
    chunks.delete(oldest);
  }
  return reading;
}
