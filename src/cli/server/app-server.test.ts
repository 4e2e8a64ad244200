import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppServer, startAppServer } from './app-server.ts';
import { createTransfer, type Transfer } from './transfer-route.ts';

let folder = '';
let server: AppServer;
let transfer: Transfer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app-server-'));
  await mkdir(join(folder, 'app/assets'), { recursive: true });
  await writeFile(join(folder, 'app/index.html'), '<!doctype html><p>app</p>');
  await writeFile(join(folder, 'app/assets/main-1a2b.js'), `export const text = '${'a'.repeat(4000)}';`);
  await writeFile(join(folder, 'app/assets/ort.wasm'), 'wasm');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  transfer = createTransfer();
  server = await startAppServer({
    root: join(folder, 'app'),
    port: 0,
    hostNames: ['kineograph.localhost'],
    extraRoute: transfer.route,
  });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as a browser on this machine sends it, unless told otherwise. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const call = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Sends a request line as it stands: clients tidy up paths, attackers do not. */
function askRaw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('utf8');
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('the app server', () => {
  it('serves the app with isolation, a strict policy and right types', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('app');
    expect(page.headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect((await ask('/assets/ort.wasm')).headers['content-type']).toBe('application/wasm');
  });

  it('compresses text and lets browsers keep hashed files', async () => {
    const script = await ask('/assets/main-1a2b.js', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(script.headers['content-encoding']).toBe('gzip');
    expect(script.headers['cache-control']).toContain('immutable');
    const page = await ask('/index.html');
    const again = await ask('/index.html', { headers: { 'If-None-Match': String(page.headers.etag) } });
    expect(again.status).toBe(304);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%00',
    '/%',
    '//etc/passwd',
    '/assets',
  ])('serves nothing outside the app: %s', async (path) => {
    const answer = await askRaw(path);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
    expect(answer).not.toContain('secret');
  });

  it('answers only under its own host names, against DNS rebinding', async () => {
    const status = async (host: string) => (await ask('/', { headers: { Host: host } })).status;
    expect(await status(`evil.example:${server.port}`)).toBe(403);
    expect(await status(`localhost:${server.port + 1}`)).toBe(403);
    expect(await status(`localhost.evil.example:${server.port}`)).toBe(403);
    expect(await status(`127.0.0.1:${server.port}`)).toBe(200);
    expect(await status('kineograph.localhost')).toBe(200);
  });

  it('refuses requests from other origins, and other methods', async () => {
    const status = async (origin: string) => (await ask('/', { headers: { Origin: origin } })).status;
    expect(await status('null')).toBe(403);
    expect(await status('http://evil.example')).toBe(403);
    expect(await status(`http://localhost:${server.port + 1}`)).toBe(403);
    expect((await ask('/', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('takes the next port when its own is taken', async () => {
    const second = await startAppServer({ root: folder, port: server.port });
    expect(second.port).toBeGreaterThan(server.port);
    await second.close();
  });

  it('can leave out cross-origin isolation', async () => {
    const open = await startAppServer({ root: join(folder, 'app'), port: 0, isolated: false });
    const response = await fetch(`http://localhost:${open.port}/`);
    expect(response.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await open.close();
  });
});

describe('files that pass to and from the page', () => {
  it('gives the files that were offered, and takes one that is expected, once', async () => {
    const path = transfer.offer(join(folder, 'secret.txt'));
    expect((await ask(path)).body).toBe('secret');
    const target = join(folder, 'clip.mp4');
    const upload = transfer.accept(target);
    expect((await ask(upload, { method: 'PUT', body: 'clip' })).status).toBe(204);
    expect(await readFile(target, 'utf8')).toBe('clip');
    expect((await ask(upload, { method: 'PUT', body: 'other' })).status).toBe(404);
    expect(await readFile(target, 'utf8')).toBe('clip');
  });

  it('gives nothing without the token, or under a number not given out', async () => {
    const path = transfer.offer(join(folder, 'secret.txt'));
    const number = path.slice(path.lastIndexOf('/'));
    expect((await ask(`/transfer/${'0'.repeat(48)}${number}`)).status).toBe(404);
    expect((await ask(`${path}9`)).status).toBe(404);
    expect((await ask(path, { method: 'PUT', body: 'x' })).status).toBe(404);
    expect((await ask(path, { headers: { Origin: 'http://evil.example' } })).status).toBe(403);
    expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe('secret');
  });
});
