import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExtraRoute } from './app-server.ts';

/** Largest file that the page may hand over. */
const UPLOAD_LIMIT_BYTES = 2 * 1024 ** 3;

/** Files that pass between the command line and its page, and nothing else. */
export interface Transfer {
  readonly route: ExtraRoute;
  /** Path under which the page may GET this local file. */
  offer(file: string): string;
  /** Path to which the page may PUT a file that lands here, once. */
  accept(file: string): string;
}

/**
 * A route guarded by a token that only this process and its page know. The page cannot name files: it has numbers
 * that were given out for single files.
 */
export function createTransfer(): Transfer {
  const prefix = `/transfer/${randomBytes(24).toString('hex')}/`;
  const offered = new Map<string, string>();
  const accepted = new Map<string, string>();
  let next = 1;
  const register = (files: Map<string, string>, file: string) => {
    const path = `${prefix}${next++}`;
    files.set(path, file);
    return path;
  };
  return {
    offer: (file) => register(offered, file),
    accept: (file) => register(accepted, file),
    route: async (request, response, path) => {
      if (!path.startsWith('/transfer/')) return false;
      const source = request.method === 'GET' ? offered.get(path) : undefined;
      const target = request.method === 'PUT' ? accepted.get(path) : undefined;
      if (source !== undefined) {
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', (await stat(source)).size);
        await pipeline(createReadStream(source), response);
      } else if (target !== undefined) {
        accepted.delete(path);
        await pipeline(request, limitBytes(UPLOAD_LIMIT_BYTES), createWriteStream(target));
        response.writeHead(204).end();
      } else response.writeHead(404).end();
      return true;
    },
  };
}

function limitBytes(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limit) done(new Error(`more than ${limit} bytes`));
      else done(null, chunk);
    },
  });
}
