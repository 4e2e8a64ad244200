import * as Comlink from 'comlink';
import type { EngineApi } from '../../src/workers/engine-api.ts';
import type { PictureSource } from '../../src/workers/engine-worker-api.ts';

/** RGBA frames of a clip's chunk as the painter reads them: on a port of its own. Undefined when not stored. */
export async function readClipChunk(
  engine: EngineApi,
  digest: string,
): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  const { port1, port2 } = new MessageChannel();
  await engine.servePictures(port2);
  const answer = await Comlink.wrap<PictureSource>(port1).clipChunk(digest);
  port1.close();
  return answer.ok ? answer.value : undefined;
}
