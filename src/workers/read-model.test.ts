import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../values/digest.ts';

const weights = new Uint8Array([1, 2, 3]);

/** A fresh module each time (it remembers the manifest), on a host that serves these bytes. */
async function onHost(files: Readonly<Record<string, string | Uint8Array>>) {
  vi.resetModules();
  const fetched: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    fetched.push(path);
    const body = files[path];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body as BodyInit);
  });
  return { fetched, ...(await import('./read-model.ts')) };
}

async function manifest(): Promise<string> {
  const sha256 = await sha256Hex([weights]);
  return JSON.stringify({ models: [{ id: 'matte', file: 'embedded/matte.onnx', bytes: 3, sha256 }] });
}

describe('reading an embedded model', () => {
  beforeEach(() => {
    vi.unstubAllGlobals();
  });

  it('gives the bytes that the manifest names', async () => {
    const host = await onHost({
      '/models/manifest.json': await manifest(),
      '/models/embedded/matte.onnx': weights,
    });
    expect(await host.readOwnModel('matte')).toEqual(weights);
    await host.readOwnModel('matte');
    expect(host.fetched.filter((path) => path.endsWith('manifest.json'))).toHaveLength(1);
  });

  it('refuses a file whose hash differs', async () => {
    const host = await onHost({
      '/models/manifest.json': await manifest(),
      '/models/embedded/matte.onnx': new Uint8Array([1, 2, 4]),
    });
    await expect(host.readOwnModel('matte')).rejects.toMatchObject({
      code: 'model-hash',
      message: expect.stringContaining('embedded/matte.onnx'),
    });
  });

  it('says which file is missing, and which model is unknown', async () => {
    const host = await onHost({ '/models/manifest.json': await manifest() });
    await expect(host.readOwnModel('matte')).rejects.toMatchObject({ code: 'model-missing' });
    await expect(host.readOwnModel('toString')).rejects.toMatchObject({ code: 'model-unknown' });
  });

  it('tries a manifest again that could not be read', async () => {
    const files: Record<string, string> = { '/models/manifest.json': '<!doctype html>' };
    const host = await onHost(files);
    await expect(host.modelManifest()).rejects.toMatchObject({ code: 'model-manifest' });
    files['/models/manifest.json'] = await manifest();
    expect(await host.modelManifest()).toHaveLength(1);
  });
});
