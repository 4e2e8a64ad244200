import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the engine's benchmarks for Node as the app is built: what a TypeScript loader adds is not the engine's. */
const BENCHES = ['planner', 'scheduler', 'engine', 'overlap'] as const;

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/bench',
    target: 'node20',
    rollupOptions: {
      input: Object.fromEntries(
        BENCHES.map((name) => [name, resolve(import.meta.dirname, `tests/bench/${name}.bench.ts`)]),
      ),
    },
  },
});
