import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'access',
    testTimeout: 60_000,
    isolate: false,
    // PGlite is WebAssembly. Optimizing its code takes longer than the statements of the tests.
    execArgv: ['--liftoff-only'],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    include: ['{src,test}/**/*.test.ts'],
  },
});
