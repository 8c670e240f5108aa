/** `@org/tests/smoke`: a smoke test of the client, for each runtime. */
import { build } from 'esbuild';

export { mountRouter } from '../support/mount-router.ts';
export { expectedSmoke } from './smoke.ts';

/** The smoke test as one script that sets `globalThis.smoke`. */
export const bundleSmoke = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: "import { smoke } from './smoke.ts'; globalThis.smoke = smoke;",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
