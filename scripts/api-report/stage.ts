/**
 * Copies the built packages to a temporary folder, as users have them: an import of one package from another finds its
 * built declarations, and not its sources.
 */
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

export interface EntryPoint {
  /** What users import, such as `@org/seam-core/schemas`. */
  readonly name: string;
  /** The folder of the package, such as `packages/core`. */
  readonly folder: string;
  /** `index` for the main entry point. */
  readonly file: string;
  /** The declarations in the temporary folder. */
  readonly types: string;
}

export interface Stage extends Disposable {
  readonly path: string;
  readonly entryPoints: readonly EntryPoint[];
}

const copyPackage = (from: string, to: string, manifest: Manifest): void => {
  if (!existsSync(join(from, 'dist')))
    throw new Error(`${from} is not built. Run \`pnpm api\`, which builds it.`);
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
  const { exports } = manifest.publishConfig;
  writeFileSync(join(to, 'package.json'), JSON.stringify({ ...manifest, exports }));
  const modules = join(from, 'node_modules');
  for (const name of globSync(['[!@.]*', '@*/*'], { cwd: modules, exclude: ['@org'] })) {
    mkdirSync(dirname(join(to, 'node_modules', name)), { recursive: true });
    symlinkSync(realpathSync(join(modules, name)), join(to, 'node_modules', name));
  }
};

/** The path of the declarations, for `import` where there are several. */
const typesOf = (target: unknown): string | undefined => {
  if (typeof target !== 'object' || target === null) return undefined;
  if ('types' in target && typeof target.types === 'string') return target.types;
  return 'import' in target ? typesOf(target.import) : undefined;
};

/** The entry points that users may import. `./internal` is for our own packages, which have the same version. */
const entryPointsOf = (folder: string, path: string, { name, publishConfig }: Manifest): EntryPoint[] =>
  Object.entries(publishConfig.exports).flatMap(([entry, target]) => {
    const types = typesOf(target);
    if (types === undefined || entry === './internal') return [];
    const file = entry === '.' ? 'index' : entry.slice(2);
    return { name: `${name}${entry.slice(1)}`, folder, file, types: join(path, types) };
  });

export const createStage = (root: string, folders: readonly string[]): Stage => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'api-')));
  const entryPoints = folders.flatMap((folder) => {
    const from = join(root, folder);
    const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Manifest;
    copyPackage(from, join(path, 'node_modules', manifest.name), manifest);
    // TypeScript takes relative imports inside node_modules for another package's.
    const to = join(path, basename(folder));
    copyPackage(from, to, manifest);
    return entryPointsOf(folder, to, manifest);
  });
  return { path, entryPoints, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};
