import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, restoreMocks: true, unstubEnvs: true, unstubGlobals: true };
/** They read stack traces and measure the event loop, which other files in the same worker disturb. */
const isolated = ['caller', 'endurance', 'frameworks', 'request'].map((name) => `src/client/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'core',
          isolate: false,
          include: ['{src,scripts}/**/*.test.ts'],
          exclude: isolated,
        },
      },
      { test: { ...shared, name: 'core-isolated', isolate: true, include: isolated } },
    ],
  },
});
