import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'tests',
    testTimeout: 30_000,
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    include: ['**/*.test.ts'],
    typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
});
