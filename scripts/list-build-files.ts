import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { type BuildFile, HASH_LETTERS } from '../src/editor/offline/stored-files.ts';

const WORKER = 'service-worker.js';
const WORKER_SOURCE = resolve(import.meta.dirname, '../src/editor/offline/service-worker.ts');
/** What the service worker's source has in place of the list. */
const PLACEHOLDER = '__BUILD_FILES__';
/** Not part of the app that a browser shows: the page of the command line, the worker itself, licences. */
const LEFT_OUT =
  /^\/(headless\.html|service-worker\.js|assets\/headless-|NOTICE$|LICENSE$|models\/LICENSES\/)/;
/** Large, and only for some machines or on request: the runtime for GPUs, and ffmpeg. */
const ON_USE = /^\/(vendor\/|assets\/ort-wasm-simd-threaded\.(asyncify|jsep|jspi))/;

/**
 * Builds the service worker when all other files are there: it holds their list, and is thereby another one for each
 * build. It is built by itself because it must be a single script: browsers differ in what they let it import.
 */
export function listBuildFiles(): Plugin {
  let outDir = '';
  return {
    name: 'kineograph-list-build-files',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = await buildFiles(outDir);
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { [PLACEHOLDER]: JSON.stringify(files) },
          build: {
            target: 'es2023',
            outDir,
            emptyOutDir: false,
            rollupOptions: { input: WORKER_SOURCE, output: { format: 'iife', entryFileNames: WORKER } },
          },
        });
      },
    },
  };
}

/** All files of a build by path, with the beginnings of their hashes. */
export async function buildFiles(folder: string): Promise<BuildFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: `/${file.slice(resolve(folder).length + 1).replaceAll('\\', '/')}` }))
    .filter(({ path }) => !LEFT_OUT.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return await Promise.all(
    paths.map(async ({ file, path }) => {
      const hash = createHash('sha256')
        .update(await readFile(file))
        .digest('hex')
        .slice(0, HASH_LETTERS);
      return ON_USE.test(path) ? { path, hash, onUse: true } : { path, hash };
    }),
  );
}
