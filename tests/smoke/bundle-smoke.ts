import { build } from 'esbuild';
import { join } from 'node:path';

/** The walk as one script that leaves it behind as `globalThis.smoke`. */
export const bundleSmoke = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: "import { smoke } from './smoke.ts'; globalThis.smoke = smoke;",
      resolveDir: join(import.meta.dirname),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
