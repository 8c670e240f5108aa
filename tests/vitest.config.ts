import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'tests',
    testTimeout: 30_000,
    // One worker loads the packages once for all files.
    isolate: false,
    // Optimizing the code of PGlite takes more time than it saves.
    execArgv: ['--liftoff-only'],
    restoreMocks: true,
    unstubEnvs: true,
    include: ['**/*.test.ts'],
  },
});
