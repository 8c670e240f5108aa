import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'apps/*',
      'docs',
      'tests',
      { test: { name: 'scripts', include: ['scripts/**/*.test.ts'], exclude: ['scripts/consumer/**'] } },
    ],
  },
});
