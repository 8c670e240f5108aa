import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'example',
    include: ['**/*.test.ts'],
    // One browser at a time, and the page is built by whichever file comes first.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
