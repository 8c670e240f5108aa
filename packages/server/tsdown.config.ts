import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';
import { esModules } from '../../scripts/build/es-modules.ts';

const entry = ['src/index.ts', 'src/postgres/index.ts', 'src/internal.ts'];

export default defineConfig([
  esModules({ entry, platform: 'neutral' }),
  commonJs({ entry, platform: 'neutral', bundled: ['@valibot/to-json-schema'] }),
]);
