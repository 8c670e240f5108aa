import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';

const entry = ['src/index.ts', 'src/postgres/index.ts', 'src/internal.ts'];

export default defineConfig([
  {
    entry: entry,
    format: 'esm',
    platform: 'neutral',
    // Without the tests: declarations of what they import from elsewhere would land beside the sources.
    tsconfig: '../../tsconfig.build.json',
    dts: true,
    fixedExtension: false,
    logLevel: 'warn',
    checks: { bundlerTimings: false },
  },
  commonJs({ entry, platform: 'neutral', bundled: ['@valibot/to-json-schema'] }),
]);
