import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: 'esm',
  platform: 'node',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
