import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';
import { esModules } from '../../scripts/build/es-modules.ts';

// Vitest and the command line load ES modules.
const entry = ['src/index.ts', 'src/jest/index.ts', 'src/msw/index.ts'];

export default defineConfig([
  esModules({ entry: [...entry, 'src/cli/index.ts', 'src/vitest/index.ts'], platform: 'node' }),
  commonJs({ entry, platform: 'node' }),
]);
