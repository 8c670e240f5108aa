import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';

// Vitest and the command line load ES modules.
const entry = ['src/index.ts', 'src/jest/index.ts', 'src/msw/index.ts'];

export default defineConfig([
  {
    entry: [...entry, 'src/cli/index.ts', 'src/vitest/index.ts'],
    format: 'esm',
    platform: 'node',
    // Without the tests: declarations of what they import from elsewhere would land beside the sources.
    tsconfig: '../../tsconfig.build.json',
    dts: true,
    fixedExtension: false,
    logLevel: 'warn',
    checks: { bundlerTimings: false },
  },
  commonJs({ entry, platform: 'node' }),
]);
