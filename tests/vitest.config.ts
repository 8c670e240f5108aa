import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'tests',
    testTimeout: 30_000,
    include: ['**/*.test.ts'],
    typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: './tsconfig.json' },
  },
});
