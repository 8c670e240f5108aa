import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/postgres/index.ts', 'src/internal.ts'],
  format: 'esm',
  platform: 'neutral',
  // Without the tests: declarations of what they import from elsewhere would land beside the sources.
  tsconfig: '../../tsconfig.build.json',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
