import { defineConfig } from '@playwright/test';

/** End-to-end suites drive the built app in the system's Chromium; each test opens its own profile. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Timings of the suites were measured on two cores without a GPU; a test that needs more says so itself.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
});
