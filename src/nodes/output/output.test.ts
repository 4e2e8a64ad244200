import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import { run } from './output.run.ts';

const file = { type: 'File', name: 'clip.mp4', mediaType: 'video/mp4', bytes: new Uint8Array(4) } as const;

describe('output', () => {
  it.each(['', 'portrait', 'Grandma 1952', 'été.final'])('accepts the name "%s"', async (name) => {
    expect(await run(testContext(), { file }, { name })).toEqual({});
  });

  it.each(['../../etc/passwd', 'a\\b', 'C:evil', 'what?', 'a\nb', '.hidden'])(
    'refuses the name "%s" and says which characters are allowed',
    async (name) => {
      await expect(run(testContext(), { file }, { name })).rejects.toMatchObject({
        code: 'bad-file-name',
        remedy: expect.stringContaining('Leave out'),
      });
    },
  );
});
