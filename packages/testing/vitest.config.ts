import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'testing',
    testTimeout: 30_000,
    include: ['{src,test}/**/*.test.ts'],
    typecheck: { enabled: true, include: ['src/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
});
