import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'access',
    testTimeout: 60_000,
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    include: ['{src,test}/**/*.test.ts'],
  },
});
