import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { listBuildFiles } from './scripts/list-build-files.ts';
import { servedFiles } from './scripts/served-files.ts';

/** Cross-origin isolation gives SharedArrayBuffer and WASM threads; the app also works without it. */
const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export default defineConfig({
  // The build runs from any folder of any host: nothing in it names a place (see src/values/served-path.ts).
  base: './',
  plugins: [react(), servedFiles(), listBuildFiles()],
  worker: { format: 'es', plugins: () => [] },
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  optimizeDeps: {
    exclude: ['onnxruntime-web', '@ffmpeg/core'],
    // Used inside workers only: named here, or the dev server finds them late and reloads the page.
    include: ['comlink', 'idb', 'fflate', 'gifenc', 'mediabunny', 'zod', '@noble/hashes/sha2.js'],
  },
  build: {
    target: 'es2023',
    outDir: 'dist/app',
    // Model runtimes are large by nature and load on first use; the first load has a budget of its own test.
    chunkSizeWarningLimit: 30_000,
    rollupOptions: {
      input: {
        editor: resolve(import.meta.dirname, 'index.html'),
        headless: resolve(import.meta.dirname, 'headless.html'),
      },
    },
  },
});
