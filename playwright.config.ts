import { defineConfig, devices } from '@playwright/test';
import { browserLaunch } from './tests/support/browser.ts';

const launchOptions = await browserLaunch();

/**
 * No `webServer`: a fixture starts dist/server.js with its own port and data folder, so that two runs side by side
 * and two workers in one run share nothing. A journey that needs a script carries the tag @js.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0, // a journey that succeeds at the second try has found something
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Pixel 7'],
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions,
  },
  projects: [{ name: 'js' }, { name: 'no-js', use: { javaScriptEnabled: false }, grepInvert: /@js/ }],
});
