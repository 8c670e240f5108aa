import { defineConfig } from 'tsdown';
import { esModules } from '../../scripts/build/es-modules.ts';

export default defineConfig(
  esModules({
    entry: ['src/index.ts', 'src/journal/sqlite.ts', 'src/queue/index.ts', 'src/cli/index.ts'],
    platform: 'node',
  }),
);
