import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, restoreMocks: true, unstubEnvs: true, unstubGlobals: true };
/** They read stack traces and measure the event loop, which other files in the same worker disturb. */
const isolated = ['caller', 'endurance', 'frameworks', 'request'].map((name) => `src/client/${name}.test.ts`);
/** They fail attempts in every way. An application or a later release may replace ky 1 with ky 2. */
const withKy2 = ['aborted-retry', 'attempts', 'retry', 'transport'].map(
  (name) => `src/client/${name}.test.ts`,
);

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
      {
        resolve: { alias: { ky: 'ky-2' } },
        test: { ...shared, name: 'core-ky-2', isolate: false, include: withKy2 },
      },
    ],
  },
});
