import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'core',
    testTimeout: 30_000,
    // Keeps isolation: tests read stack traces and measure the event loop, which other files in the same worker disturb.
    isolate: true,
    include: ['{src,scripts}/**/*.test.ts'],
  },
});
