import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'tests',
    testTimeout: 30_000,
    // Keeps isolation: tests fail on any unhandled rejection of their process, also those of another file.
    isolate: true,
    include: ['**/*.test.ts'],
  },
});
