import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_TEST_FLAGS } from './scripts/chromium-test-flags.ts';
import { findChromium } from './src/cli/find-chromium.ts';
import viteConfig from './vite.config.ts';

export default defineConfig({
  test: {
    // read here only; a busy machine takes minutes to start the browser and to bundle for it
    browser: { connectTimeout: 300_000 },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'src/**/*.test.ts',
            'src/**/*.test.tsx',
            'tests/golden/**/*.test.ts',
            'tests/docs/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts'],
          setupFiles: ['tests/support/property-seed.ts'],
          // For what hangs only: a busy machine takes ten times as long, and no test is about speed.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...viteConfig,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_TEST_FLAGS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
