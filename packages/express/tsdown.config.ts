import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';

const entry = ['src/index.ts'];

export default defineConfig([
  {
    entry: entry,
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
