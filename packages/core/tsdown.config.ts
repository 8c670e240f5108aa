import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';
import { esModules } from '../../scripts/build/es-modules.ts';

const entry = ['src/index.ts', 'src/schemas/index.ts', 'src/webhooks/index.ts', 'src/shared/internal.ts'];

export default defineConfig([
  {
    ...esModules({ entry, platform: 'neutral' }),
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
