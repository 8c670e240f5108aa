import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/journal/sqlite.ts', 'src/queue/index.ts', 'src/cli/index.ts'],
  format: 'esm',
  platform: 'node',
  // Without the tests: declarations of what they import from elsewhere would land beside the sources.
  tsconfig: '../../tsconfig.build.json',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
