import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the command line for Node; packages from node_modules stay outside. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/cli',
    target: 'node20',
    rollupOptions: { input: { main: resolve(import.meta.dirname, 'src/cli/main.ts') } },
  },
});
