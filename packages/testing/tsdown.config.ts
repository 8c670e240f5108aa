import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts', 'src/msw/index.ts', 'src/vitest/index.ts'],
  format: 'esm',
  platform: 'node',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
