import { defineConfig } from 'tsdown';
import { commonJs } from '../../scripts/build/commonjs.ts';
import { esModules } from '../../scripts/build/es-modules.ts';

const entry = ['src/index.ts'];

export default defineConfig([esModules({ entry, platform: 'node' }), commonJs({ entry, platform: 'node' })]);
