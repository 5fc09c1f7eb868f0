import { defineConfig } from 'vitest/config';

const tests = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`);

/** The large dose of random cases takes its time. */
const patience = process.env['JAWORT_TEST_DOSE'] === 'long' ? 60 : 1;

/** A test that wants a new folder adds it here; tests/house/file-shapes.test.ts fails while one is in no project. */
export default defineConfig({
  test: {
    projects: [
      // Nothing but code: these two belong to `npm run check`.
      { test: { name: 'domain', include: tests('domain'), testTimeout: 10_000 * patience } },
      { test: { name: 'house', include: tests('house'), testTimeout: 30_000 } },
      { test: { name: 'pure', include: tests('adapters', 'ui', 'i18n') } },
      {
        // Real PostgreSQL, started once; each file clones its own database from a migrated template.
        test: {
          name: 'database',
          include: tests('db', 'services', 'api', 'doors', 'jobs'),
          globalSetup: ['tests/support/database-setup.ts'],
          testTimeout: 20_000 * patience,
          hookTimeout: 60_000,
        },
      },
      {
        // Kills processes and databases, several programs at once: one file at a time.
        test: {
          name: 'faults',
          include: tests('faults'),
          globalSetup: ['tests/support/database-setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000 * patience,
          hookTimeout: 120_000,
        },
      },
      {
        // Starts and kills whole servers: one file at a time, or the machine is too busy for their time limits.
        test: {
          name: 'boot',
          include: tests('boot', 'operations'),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
