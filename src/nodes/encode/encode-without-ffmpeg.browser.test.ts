import { afterEach, expect, it, vi } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import type { RunContext } from '../../runtime/node.ts';
import { run } from './encode.run.ts';

const clip = paintedClip({ width: 96, height: 64, fps: 24, frameCount: 12, loop: true }, paintWaves);

function context(notices: string[]): RunContext {
  return {
    signal: new AbortController().signal,
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 1,
    progress: () => undefined,
    notice: (message) => notices.push(message),
    readAsset: () => Promise.reject(new Error('encode reads no assets')),
    readModel: () => Promise.reject(new Error('encode uses no model')),
  };
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['mp4-h264', 'video/mp4', 'x264 could not be loaded'],
  ['webp', 'image/webp', 'libwebp could not be loaded'],
] as const)(
  'writes %s by the browser, and says so, where ffmpeg is gone',
  async (format, mediaType, words) => {
    vi.stubGlobal('fetch', async () => new Response('gone', { status: 404 }));
    const notices: string[] = [];
    const { file } = await run(
      context(notices),
      { clip },
      { format, route: 'small', quality: 'good', loops: 1 },
    );
    expect(file.mediaType).toBe(mediaType);
    expect(notices).toEqual([expect.stringContaining(words)]);
  },
);

it('fails with a cure where ffmpeg and the browser’s encoder are both gone', async () => {
  vi.stubGlobal('fetch', async () => new Response('gone', { status: 404 }));
  vi.stubGlobal('VideoEncoder', undefined);
  const params = { format: 'mp4-h264', route: 'small', quality: 'good', loops: 1 } as const;
  await expect(run(context([]), { clip }, params)).rejects.toMatchObject({
    code: 'ffmpeg-missing',
    remedy: expect.stringContaining('fast'),
  });
});
