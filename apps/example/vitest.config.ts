import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'example',
    include: ['**/*.test.ts'],
    // One browser at a time. The first file builds the page.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
