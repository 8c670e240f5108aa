import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const sources = ['*.html', 'vite.config.ts', 'package.json', 'src/**/*', '../../packages/core/src/**/*'];

const timeOf = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds the page as `npm run demo` does, unless the existing build is newer than its sources. */
export const buildPage = async (): Promise<void> => {
  const newest = Math.max(...sources.flatMap((glob) => globSync(glob, { cwd: root })).map(timeOf));
  if (timeOf('dist/docs.html') > newest) return;
  // The build takes longer to load than to compare the times.
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
};
