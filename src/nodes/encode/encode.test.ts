import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { run } from './encode.run.ts';

const clip = paintedClip({ width: 32, height: 24, fps: 12, frameCount: 6, loop: true }, paintWaves);
const params = { format: 'gif', route: 'fast', quality: 'good', loops: 1 } as const;

describe('encode', () => {
  it('gives a named file with the facts that a player needs', async () => {
    const { file } = await run(testContext(), { clip }, params);
    expect(file).toMatchObject({
      type: 'File',
      name: 'clip.gif',
      mediaType: 'image/gif',
      clip: { width: 32, height: 24, fps: 12, frameCount: 6, loop: true },
    });
  });

  it('does not repeat what players repeat by themselves', async () => {
    const { file } = await run(testContext(), { clip }, { ...params, loops: 3 });
    expect(file.clip?.frameCount).toBe(6);
  });

  it('writes a zip of frames, which no player shows', async () => {
    const { file } = await run(testContext(), { clip }, { ...params, format: 'png-sequence' });
    expect(file).toMatchObject({ name: 'clip.zip', mediaType: 'application/zip' });
    expect(file.clip).toBeUndefined();
    expect(Object.keys(unzipSync(file.bytes))).toHaveLength(6);
  });

  it('says what is missing where no video encoder exists, and never writes another format', async () => {
    for (const format of ['mp4-h264', 'mp4-av1', 'webm'] as const) {
      await expect(run(testContext(), { clip }, { ...params, format })).rejects.toMatchObject({
        code: 'encoder-missing',
        message: expect.stringContaining('encoder'),
        remedy: expect.stringContaining('another format'),
      });
    }
  });
});
