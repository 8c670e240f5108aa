/**
 * The fields of a published `package.json` that say where the project lives. `repository` in the root's `package.json` is
 * the one place that names it. `pnpm manifests` writes the fields into each package.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly repository?: object;
}

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** The folders of the packages that a release publishes. */
export const publishedFolders = globSync('packages/*/package.json', { cwd: root })
  .map((file) => dirname(file))
  .filter((folder) => readManifest(folder).private !== true)
  .toSorted();

const repositoryUrl = (readManifest('.').repository as { url: string }).url;

/** The page of the repository, such as `https://github.com/org/seam`. */
export const repositoryPage = repositoryUrl.replace(/^git\+/, '').replace(/\.git$/, '');

/** The user or organization that owns the repository. */
export const organization = new URL(repositoryPage).pathname.split('/')[1] ?? '';

/** What `package.json` in a folder must have. */
export const locationOf = (folder: string) => ({
  homepage: `${repositoryPage}/tree/main/${folder}#readme`,
  bugs: `${repositoryPage}/issues`,
  repository: { type: 'git', url: repositoryUrl, directory: folder },
});

/** The manifest with the location after its license. */
const withLocation = (folder: string): object => {
  const { homepage, bugs, repository } = locationOf(folder);
  const {
    homepage: _homepage,
    bugs: _bugs,
    repository: _repository,
    ...rest
  } = readManifest(folder) as object & {
    homepage?: unknown;
    bugs?: unknown;
    repository?: unknown;
  };
  const fields = Object.entries(rest);
  const at = fields.findIndex(([name]) => name === 'license') + 1;
  return Object.fromEntries([
    ...fields.slice(0, at),
    ...Object.entries({ homepage, bugs, repository }),
    ...fields.slice(at),
  ]);
};

if (import.meta.main)
  for (const folder of publishedFolders)
    writeFileSync(join(root, folder, 'package.json'), `${JSON.stringify(withLocation(folder), null, 2)}\n`);
