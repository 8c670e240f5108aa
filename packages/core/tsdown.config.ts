import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/server/index.ts',
    'src/schemas/index.ts',
    'src/webhooks/index.ts',
    'src/internal.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
});
