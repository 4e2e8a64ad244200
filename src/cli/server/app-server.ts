import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { securityHeaders } from './security-headers.ts';

/** A handler of paths beside the app's own files; answers true when it took the request. */
export type ExtraRoute = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

export interface AppServerOptions {
  /** Folder of the built app. */
  readonly root: string;
  /** First port to try; the next nine are tried when it is taken. 0 takes any free one. */
  readonly port: number;
  /** Host names, besides the loopback ones, under which the app may be asked for. */
  readonly hostNames?: readonly string[];
  /** False leaves out cross-origin isolation, to see how the app does without it. */
  readonly isolated?: boolean;
  readonly extraRoute?: ExtraRoute;
}

export interface AppServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** The app is for this machine only. */
const LOOPBACK = '127.0.0.1';
const PORTS_TO_TRY = 10;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Text that is worth compressing; WASM is not, on loopback: it would cost more time than it saves. */
const COMPRESSED: ReadonlySet<string> = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg']);

/**
 * Serves the built app on loopback with cross-origin isolation and a strict content security policy.
 * Requests under foreign host names are refused (DNS rebinding), as are requests from other origins.
 * @throws {Error} when no port is free
 */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const server = createServer((request, response) => {
    answer(request, response, options, portOf(server)).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
      if (!isDisconnect(error)) console.error(error);
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AppServerOptions,
  port: number,
) {
  if (!isAllowedHost(request.headers.host, port, options.hostNames ?? []))
    return refuse(response, 403, 'unknown host');
  for (const [name, value] of Object.entries(securityHeaders(options.isolated ?? true)))
    response.setHeader(name, value);
  if (request.headers.origin !== undefined && !isOwnOrigin(request.headers.origin, request.headers.host)) {
    return refuse(response, 403, 'foreign origin');
  }
  const path = decodePath(request.url ?? '/');
  if (path === undefined) return refuse(response, 400, 'bad path');
  if (await options.extraRoute?.(request, response, path)) return;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'method not allowed');
  await sendFile(request, response, options.root, path === '/' ? '/index.html' : path);
}

async function sendFile(request: IncomingMessage, response: ServerResponse, root: string, path: string) {
  const file = join(root, normalize(path));
  if (!file.startsWith(join(root, sep))) return refuse(response, 404, 'not found');
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) return refuse(response, 404, 'not found');
  const extension = extname(file);
  response.setHeader('Content-Type', MEDIA_TYPES[extension] ?? 'application/octet-stream');
  // File names under /assets carry a hash of their content.
  response.setHeader(
    'Cache-Control',
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (path.startsWith('/assets/') === false) {
    const etag = `"${facts.size.toString(36)}-${facts.mtimeMs.toString(36)}"`;
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
  }
  if (request.method === 'HEAD') {
    response.setHeader('Content-Length', facts.size);
    response.end();
    return;
  }
  if (COMPRESSED.has(extension) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
    await pipeline(createReadStream(file), createGzip({ level: 5 }), response);
  } else {
    response.setHeader('Content-Length', facts.size);
    await pipeline(createReadStream(file), response);
  }
}

function isAllowedHost(host: string | undefined, port: number, hostNames: readonly string[]): boolean {
  const exact = ['localhost', LOOPBACK, ...hostNames].map((name) => `${name}:${port}`);
  return host !== undefined && (exact.includes(host) || hostNames.includes(host));
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return origin === `http://${host}`;
}

function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
    return path.startsWith('/') && !path.includes('\0') && !path.includes('..') ? path : undefined;
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
}

async function listen(server: Server, first: number): Promise<number> {
  const ports = first === 0 ? [0] : Array.from({ length: PORTS_TO_TRY }, (_none, index) => first + index);
  for (const port of ports) {
    const bound = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(port, LOOPBACK, () => resolve(true));
    });
    if (bound) return portOf(server);
  }
  throw new Error(`ports ${first} to ${first + PORTS_TO_TRY - 1} are all taken`);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The browser closed the connection before everything was sent; that is its right. */
function isDisconnect(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}
