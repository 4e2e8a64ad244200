import { defineConfig } from '@playwright/test';

/** End-to-end suites drive the built app in the system's Chromium; each test opens its own profile. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // On two cores without a GPU and with nothing else to do a test takes a third of it; a test that needs more says so
  // itself.
  timeout: 180_000,
  expect: { timeout: 40_000 },
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
});
