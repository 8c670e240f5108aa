import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';

const entry = ['src/index.ts', 'src/schemas/index.ts', 'src/webhooks/index.ts', 'src/shared/internal.ts'];

export default defineConfig([
  {
    entry,
    format: 'esm',
    platform: 'neutral',
    // Without the tests: declarations of what they import from elsewhere would land beside the sources.
    tsconfig: '../../tsconfig.build.json',
    dts: true,
    fixedExtension: false,
    logLevel: 'warn',
    checks: { bundlerTimings: false },
    outputOptions: {
      // Three files for the main entry instead of one per resource. Bundlers still drop unused resources.
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          { name: 'client', test: /src\/client\/[\w-]+\.ts$/ },
          {
            name: 'contract',
            test: /src\/(errors|shared|contract(\/generated(\/endpoints(\/[\w-]+)*)?)?)\/[\w-]+\.ts$/,
          },
        ],
      },
    },
  },
  commonJs({ entry, platform: 'neutral', bundled: ['ky'] }),
]);
