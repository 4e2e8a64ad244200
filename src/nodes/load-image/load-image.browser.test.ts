import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../runtime/node.ts';
import { run } from './load-image.run.ts';

function contextWith(bytes: Uint8Array, notices: string[]): RunContext {
  return {
    signal: new AbortController().signal,
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 1,
    progress: () => undefined,
    notice: (message) => notices.push(message),
    readAsset: async () => ({ name: 'photo.jpg', mediaType: 'image/jpeg', bytes }),
    readModel: () => Promise.reject(new Error('load-image uses no model')),
  };
}

async function sample(): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch('/samples/astronaut.jpg')).arrayBuffer());
}

describe('load-image in the browser', () => {
  it('gives the sample photo as upright opaque pixels', async () => {
    const notices: string[] = [];
    const { image } = await run(
      contextWith(await sample(), notices),
      {},
      { file: 'sample:astronaut', maxSide: 2048 },
    );
    expect([image.width, image.height, image.data.length]).toEqual([512, 512, 512 * 512 * 4]);
    expect(image.data[3]).toBe(255);
    expect(notices).toEqual([]);
  });

  it('reduces to the longest side and says so', async () => {
    const notices: string[] = [];
    const { image } = await run(
      contextWith(await sample(), notices),
      {},
      { file: 'sample:astronaut', maxSide: 300 },
    );
    expect([image.width, image.height]).toEqual([300, 300]);
    expect(notices).toEqual(['Reduced from 512 × 512 to 300 × 300 px.']);
  });
});
