import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { budgets } from './budgets.ts';
import type { Projects } from './install-packages.ts';
import { count, type Row, withRatio } from './row.ts';
import { packages, type Package } from './subjects.ts';

const bundle = (contents: string, resolveDir: string): number => {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    legalComments: 'none',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
};

const bundles = [
  {
    what: 'bundle, whole, bytes',
    budget: budgets.wholeBundle,
    entries: {
      ky: "export { default } from 'ky'",
      '@org/seam-core': "export * from '@org/seam-core'",
      '@seamapi/http': "export * from '@seamapi/http'",
    },
  },
  {
    what: 'bundle, one resource, bytes',
    budget: budgets.oneResourceBundle,
    entries: {
      '@org/seam-core': "export { createSeamFrom, userIdentities } from '@org/seam-core'",
      '@seamapi/http': "export { SeamHttpUserIdentities } from '@seamapi/http'",
    },
  },
];

/** The size of a bundle for browsers, by esbuild, minified and compressed. The ratio is to the official SDK. */
export const measureBundles = (projects: Projects): Row[] =>
  bundles.map(({ what, budget, entries }) => {
    const sizes: Partial<Record<Package, number>> = {};
    for (const name of packages) {
      const entry = (entries as Partial<Record<Package, string>>)[name];
      if (entry !== undefined) sizes[name] = bundle(entry, projects[name]);
    }
    const found = (sizes['@org/seam-core'] ?? Number.NaN) / (sizes['@seamapi/http'] ?? Number.NaN);
    const toCell = (name: string, size: number) =>
      name === '@org/seam-core' ? withRatio(count(size), found) : count(size);
    const cells = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, toCell(name, size)]));
    return { what, cells, budget, found };
  });
