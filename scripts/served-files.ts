import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Folders that the app fetches at run time although they are not part of the bundle: URL prefix -> folder. */
const SERVED_FOLDERS: Readonly<Record<string, { folder: string; extensions: readonly string[] }>> = {
  '/models/': { folder: 'models', extensions: ['.onnx', '.json'] },
  '/workflows/': { folder: 'workflows', extensions: ['.json'] },
  '/vendor/ffmpeg/': { folder: 'node_modules/@ffmpeg/core/dist/esm', extensions: ['.js', '.wasm'] },
};

/** Who serves the app passes it on: what its licences ask for lies beside it. */
const LEGAL = ['NOTICE', 'LICENSE'];

/** Parts of `models/` that only matter to whoever converts or trains. */
const NOT_SERVED = /^models\/(convert|training|golden)(\/|$)/;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.onnx': 'application/octet-stream',
  '.json': 'application/json',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves models, templates and the replaceable ffmpeg core in development, and copies them on build. */
export function servedFiles(): Plugin {
  const root = resolve(import.meta.dirname, '..');
  let outDir = '';
  return {
    name: 'kineograph-served-files',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        // Code that imports a served JSON file gets it as a module, from Vite.
        if (/[?&]import\b/.test(request.url ?? '')) return next();
        const file = findServedFile(root, request.url ?? '/');
        if (!file) return next();
        stat(file).then(
          ({ size }) => {
            response.setHeader('Content-Type', MEDIA_TYPES[extname(file)] ?? 'application/octet-stream');
            response.setHeader('Content-Length', size);
            response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
            createReadStream(file).pipe(response);
          },
          () => next(),
        );
      });
    },
    async closeBundle() {
      if (this.environment?.mode === 'dev') return;
      for (const [prefix, { folder, extensions }] of Object.entries(SERVED_FOLDERS)) {
        await copyFolder(root, folder, join(outDir, prefix), extensions);
      }
      for (const name of LEGAL) await cp(join(root, name), join(outDir, name));
      await cp(join(root, 'models/LICENSES'), join(outDir, 'models/LICENSES'), { recursive: true });
    },
  };
}

function findServedFile(root: string, url: string): string | undefined {
  const path = normalize(decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/'));
  for (const [prefix, { folder, extensions }] of Object.entries(SERVED_FOLDERS)) {
    if (!path.startsWith(prefix) || !extensions.includes(extname(path))) continue;
    const relative = join(folder, path.slice(prefix.length));
    if (!NOT_SERVED.test(relative)) return join(root, relative);
  }
  return undefined;
}

async function copyFolder(root: string, folder: string, target: string, extensions: readonly string[]) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const relative = join(folder, entry.name);
    if (NOT_SERVED.test(relative)) continue;
    if (entry.isDirectory()) await copyFolder(root, relative, join(target, entry.name), extensions);
    else if (extensions.includes(extname(entry.name))) {
      await mkdir(target, { recursive: true });
      await cp(join(root, relative), join(target, entry.name));
    }
  }
}
