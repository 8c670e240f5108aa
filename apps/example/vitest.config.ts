import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'example',
    include: ['**/*.test.ts'],
    // One browser at a time. The first file builds the page.
    fileParallelism: false,
    // The files load the same modules. Each test has its own server, or people of its own.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
