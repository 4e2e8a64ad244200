import { describe, expect, it } from 'vitest';
import { type BuildFile, isolated, StoredFiles } from './stored-files.ts';

const ORIGIN = 'https://app.test';

/** Files of a host and one cache in memory; counts what the server is asked for. */
class FakeHost {
  readonly stored = new Map<string, Response>();
  readonly asked: string[] = [];
  online = true;

  constructor(readonly served: Record<string, string>) {}

  async fetch(request: Request | string): Promise<Response> {
    const path = typeof request === 'string' ? request : new URL(request.url).pathname;
    if (!this.online) throw new TypeError('offline');
    this.asked.push(path);
    const body = this.served[path];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  }

  readonly caches = {
    open: async () => ({
      match: async (key: string) => this.stored.get(key)?.clone(),
      put: async (key: string, response: Response) => void this.stored.set(key, response),
      delete: async (url: string) => this.stored.delete(url.replace(ORIGIN, '')),
      keys: async () => [...this.stored.keys()].map((key) => new Request(ORIGIN + key)),
    }),
  } as unknown as CacheStorage;
}

const FIRST: BuildFile[] = [
  { path: '/index.html', hash: 'a1' },
  { path: '/assets/app-x.js', hash: 'b1' },
  { path: '/models/face.onnx', hash: 'c1' },
  { path: '/vendor/ffmpeg.wasm', hash: 'd1', onUse: true },
];
const SERVED = {
  '/index.html': 'page 1',
  '/': 'page 1',
  '/assets/app-x.js': 'code 1',
  '/models/face.onnx': 'model',
  '/vendor/ffmpeg.wasm': 'encoder',
};

const get = (path: string) => new Request(ORIGIN + path);
const text = async (files: StoredFiles, path: string) => (await files.answer(get(path))).text();

describe('the files of a build', () => {
  it('are there without a network once installed, the page under its address too', async () => {
    const host = new FakeHost(SERVED);
    const files = new StoredFiles(FIRST, host);
    await files.install();
    host.online = false;
    expect(await text(files, '/')).toBe('page 1');
    expect(await text(files, '/assets/app-x.js')).toBe('code 1');
    expect(await text(files, '/models/face.onnx')).toBe('model');
  });

  it('wait for their use where they are large, and are then kept', async () => {
    const host = new FakeHost(SERVED);
    const files = new StoredFiles(FIRST, host);
    await files.install();
    expect(host.asked).not.toContain('/vendor/ffmpeg.wasm');
    expect(await text(files, '/vendor/ffmpeg.wasm')).toBe('encoder');
    host.online = false;
    expect(await text(files, '/vendor/ffmpeg.wasm')).toBe('encoder');
  });

  it('come from the server where names carry no hash, so that page and models are of one build', async () => {
    const host = new FakeHost({ ...SERVED });
    const files = new StoredFiles(FIRST, host);
    await files.install();
    host.served['/'] = 'page 2';
    expect(await text(files, '/')).toBe('page 2');
    host.asked.length = 0;
    expect(await text(files, '/assets/app-x.js')).toBe('code 1');
    expect(host.asked).toEqual([]);
  });

  it('are fetched again only where their content changed, and old ones go', async () => {
    const host = new FakeHost({ ...SERVED });
    await new StoredFiles(FIRST, host).install();
    host.asked.length = 0;
    host.served['/index.html'] = 'page 2';
    const second = new StoredFiles(
      [
        { path: '/index.html', hash: 'a2' },
        { path: '/models/face.onnx', hash: 'c1' },
      ],
      host,
    );
    await second.install();
    expect(host.asked).toEqual(['/index.html']);
    await second.tidy();
    expect([...host.stored.keys()].sort()).toEqual(['/index.html?a2', '/models/face.onnx?c1']);
  });

  it('are not installed by halves', async () => {
    const host = new FakeHost({ '/index.html': 'page' });
    await expect(new StoredFiles(FIRST, host).install()).rejects.toThrow('404');
  });

  it('are found in any folder of a host', async () => {
    const served = Object.fromEntries(Object.entries(SERVED).map(([path, body]) => [`/a/b${path}`, body]));
    const host = Object.assign(new FakeHost({ ...served, '/': 'another page' }), { folder: '/a/b/' });
    const files = new StoredFiles(FIRST, host);
    await files.install();
    host.online = false;
    expect(await text(files, '/a/b/')).toBe('page 1');
    expect(await text(files, '/a/b/assets/app-x.js')).toBe('code 1');
    await expect(text(files, '/')).rejects.toThrow('offline');
  });

  it('are all that is stored', async () => {
    const host = new FakeHost({ ...SERVED, '/elsewhere': 'x' });
    const files = new StoredFiles(FIRST, host);
    expect(await text(files, '/elsewhere')).toBe('x');
    expect(host.stored.size).toBe(0);
  });
});

describe('isolation', () => {
  it('adds its headers and keeps status, body and type', async () => {
    const plain = new Response('code', { status: 200, headers: { 'Content-Type': 'text/javascript' } });
    const answer = isolated(plain);
    expect(answer.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(answer.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(answer.headers.get('Content-Type')).toBe('text/javascript');
    expect(await answer.text()).toBe('code');
  });

  it('keeps answers without a body', () => {
    expect(isolated(new Response(null, { status: 304 })).status).toBe(304);
  });
});
