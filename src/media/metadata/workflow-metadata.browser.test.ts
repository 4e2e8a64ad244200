import { describe, expect, it } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { encodeClip } from '../encode/encode-clip.ts';
import type { ClipFormat } from '../encode/encode-job.ts';
import { embedWorkflow } from './embed-workflow.ts';
import { extractWorkflow } from './extract-workflow.ts';

const clip = paintedClip({ width: 96, height: 64, fps: 24, frameCount: 12, loop: true }, paintWaves);
const JSON_TEXT = JSON.stringify({ kineograph: 1, name: 'stamp', nodes: {} });

async function stamped(format: ClipFormat): Promise<Uint8Array<ArrayBuffer>> {
  const job = {
    clip,
    quality: 'good',
    loops: 1,
    signal: new AbortController().signal,
    progress: () => undefined,
    notice: () => undefined,
  } as const;
  const file = await encodeClip(job, format, 'fast');
  const bytes = embedWorkflow(file.bytes, file.mediaType, JSON_TEXT);
  expect(extractWorkflow(bytes)).toBe(JSON_TEXT);
  return bytes;
}

describe('files that carry a workflow', () => {
  it.each(['mp4-h264', 'mp4-av1', 'webm'] as const)('%s plays and seeks', async (format) => {
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob([await stamped(format)]));
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(video.error);
    });
    expect(Math.abs(video.duration - 0.5)).toBeLessThan(0.01);
    video.currentTime = 0.3;
    await new Promise((resolve) => {
      video.onseeked = resolve;
    });
    expect(video.videoWidth).toBe(96);
    URL.revokeObjectURL(video.src);
  });

  it.each([
    ['gif', 'image/gif'],
    ['webp', 'image/webp'],
  ] as const)('%s shows all its frames', async (format, type) => {
    const decoder = new ImageDecoder({ data: await stamped(format), type });
    await decoder.tracks.ready;
    await decoder.completed;
    expect(decoder.tracks.selectedTrack?.frameCount).toBe(12);
    await decoder.decode({ frameIndex: 11 });
  });
});
