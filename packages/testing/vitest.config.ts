import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 60_000, restoreMocks: true, unstubEnvs: true, unstubGlobals: true };
const msw = 'src/msw/*.test.ts';

export default defineConfig({
  test: {
    name: 'testing',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          isolate: false,
          include: ['{src,test}/**/*.test.ts'],
          exclude: [msw],
        },
      },
      // Mock Service Worker patches `fetch`, `Response` and sockets, and each file loads a version of its own.
      { test: { ...shared, name: 'msw', include: [msw] } },
    ],
  },
});
