import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../cache/memory-store.ts';
import { ASSET_LIMIT_BYTES, AssetLibrary } from './asset-library.ts';

const photo = { name: 'me.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) };

function setUp(files: Readonly<Record<string, Uint8Array>> = {}) {
  const asked: string[] = [];
  const store = new MemoryStore();
  const fetchOwnFile = async (path: string) => {
    asked.push(path);
    return files[path];
  };
  return { asked, store, library: new AssetLibrary(store, fetchOwnFile), fetchOwnFile };
}

describe('the asset library', () => {
  it('names files by their content and gives them back', async () => {
    const { library } = setUp();
    const reference = await library.put(photo);
    expect(reference).toBe('asset:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81');
    expect(await library.put({ ...photo, name: 'again.jpg' })).toBe(reference);
    expect(library.hashOf(reference)).toBe(reference.slice('asset:'.length));
    expect((await library.read(reference)).bytes).toEqual(photo.bytes);
  });

  it('finds files that another tab brought', async () => {
    const { library, store, fetchOwnFile } = setUp();
    await library.resolve(['asset:00']);
    const reference = await new AssetLibrary(store, fetchOwnFile).put(photo);
    await library.resolve([reference]);
    expect(library.hashOf(reference)).toBeDefined();
  });

  it('forgets a file that was deleted once it turns out', async () => {
    const { store, library } = setUp();
    const reference = await library.put(photo);
    store.getAsset = async () => undefined;
    await expect(library.read(reference)).rejects.toMatchObject({ code: 'asset-missing' });
    expect(library.hashOf(reference)).toBeUndefined();
  });

  it.each([
    ['asset-empty', new Uint8Array()],
    ['asset-too-large', { byteLength: ASSET_LIMIT_BYTES + 1 } as Uint8Array],
  ])('refuses files: %s', async (code, bytes) => {
    await expect(setUp().library.put({ ...photo, bytes })).rejects.toMatchObject({ code });
  });

  it('reads samples and paths of its own origin, each once', async () => {
    const { library, asked } = setUp({
      '/samples/cat.jpg': new Uint8Array([7]),
      '/my/dog.png': new Uint8Array([8]),
    });
    await library.resolve(['sample:cat', 'url:/my/dog.png', 'sample:gone']);
    expect((await library.read('sample:cat')).bytes).toEqual(new Uint8Array([7]));
    expect(library.hashOf('url:/my/dog.png')).toMatch(/^[0-9a-f]{64}$/);
    expect(library.hashOf('sample:gone')).toBeUndefined();
    expect(asked).toEqual(['/samples/cat.jpg', '/my/dog.png', '/samples/gone.jpg']);
  });

  it('tries a file again that could not be fetched', async () => {
    const files: Record<string, Uint8Array> = {};
    const { library } = setUp(files);
    await expect(library.read('sample:cat')).rejects.toMatchObject({ code: 'asset-missing' });
    files['/samples/cat.jpg'] = new Uint8Array([1]);
    expect((await library.read('sample:cat')).bytes).toHaveLength(1);
  });

  it.each([
    'url:https://elsewhere.example/a.jpg',
    'url://elsewhere.example/a.jpg',
    'url:/../secret.jpg',
    'url:/a/../../secret.jpg',
    'url:/a.jpg?x=1',
    'url:relative.jpg',
    'sample:../secret',
    'sample:UPPER',
    'file:/etc/passwd',
    'data:image/png,x',
    '',
  ])('never fetches %j', async (reference) => {
    const { library, asked } = setUp();
    await library.resolve([reference]);
    await expect(library.read(reference)).rejects.toMatchObject({ code: 'asset-missing' });
    expect(asked).toEqual([]);
  });
});
