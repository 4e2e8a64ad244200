import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../values/digest.ts';
import { type FileHost, HASH_LETTERS, StoredFiles } from '../offline/stored-files.ts';
import { absentModels, dropModel, keepModel, keptModels } from './stored-models.ts';

const BYTES = new Uint8Array([1, 2, 3, 4, 5]);
const MODEL = {
  id: 'face',
  file: 'embedded/face.onnx',
  bytes: BYTES.length,
  sha256: await sha256Hex([BYTES]),
};
const OTHER = { ...MODEL, id: 'matte', file: 'embedded/matte.onnx' };

/** A host of one model with one cache in memory. */
function host(served = BYTES, status = 200): FileHost & { readonly stored: Map<string, Response> } {
  const stored = new Map<string, Response>();
  const cache = {
    match: async (key: string | Request) => stored.get(pathOf(key))?.clone(),
    put: async (key: string, response: Response) => void stored.set(key, response),
    delete: async (key: string) => stored.delete(key),
    keys: async () => [...stored.keys()].map((key) => new Request(`https://app.test${key}`)),
  };
  return {
    stored,
    folder: '/',
    caches: { open: async () => cache } as unknown as CacheStorage,
    fetch: async () => new Response(served, { status }),
  };
}

function pathOf(key: string | Request): string {
  if (typeof key === 'string') return key;
  const { pathname, search } = new URL(key.url);
  return pathname + search;
}

describe('models that are kept', () => {
  it('are fetched with progress, listed, and deleted', async () => {
    const at = host();
    const heard: number[] = [];
    await keepModel(MODEL, (bytes) => heard.push(bytes), at);
    expect(heard.at(-1)).toBe(BYTES.length);
    expect(await keptModels([MODEL, OTHER], at)).toEqual(new Set(['face']));
    await dropModel(MODEL, at);
    expect(await keptModels([MODEL, OTHER], at)).toEqual(new Set());
  });

  it('are what the service worker answers with when there is no network', async () => {
    const at = host();
    await keepModel(MODEL, () => undefined, at);
    const files = new StoredFiles(
      [{ path: `/models/${MODEL.file}`, hash: MODEL.sha256.slice(0, HASH_LETTERS) }],
      { ...at, fetch: () => Promise.reject(new TypeError('offline')) },
    );
    const answer = await files.answer(new Request(`https://app.test/models/${MODEL.file}`));
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(BYTES);
    await files.tidy();
    expect(at.stored.size).toBe(1);
  });

  it('are absent when neither this device nor the host has them', async () => {
    const at = host();
    await keepModel(MODEL, () => undefined, at);
    expect(await absentModels([MODEL, OTHER], at)).toEqual(new Set());
    const offline = { ...at, fetch: () => Promise.reject(new TypeError('offline')) };
    expect(await absentModels([MODEL, OTHER], offline)).toEqual(new Set(['matte']));
    const poor = { ...at, fetch: async () => new Response(null, { status: 404 }) };
    expect(await absentModels([MODEL, OTHER], poor)).toEqual(new Set(['matte']));
  });

  it.each([
    ['damaged', host(new Uint8Array([9])), 'model-hash'],
    ['missing', host(BYTES, 404), 'model-missing'],
  ])('are not stored when the file is %s', async (_, at, code) => {
    await expect(keepModel(MODEL, () => undefined, at)).rejects.toMatchObject({ code });
    expect(at.stored.size).toBe(0);
  });
});
