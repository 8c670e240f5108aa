/**
 * The steps of a release, for the workflow and for the rehearsal:
 * - `next` prints `version` if there are changesets, `publish` if the registry lacks a version of the packages, or `none`.
 * - `pack <folder>` writes the tarballs of the built packages.
 * - `publish <folder> [flags of npm]` publishes the tarballs that the registry does not have. Needs nothing but Node.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publishedFolders } from './manifests.ts';

const root = join(import.meta.dirname, '..');

interface Release {
  readonly name: string;
  readonly version: string;
}

const readRelease = (text: string): Release => JSON.parse(text) as Release;

const isPublished = ({ name, version }: Release, flags: readonly string[] = []): boolean => {
  const args = ['view', `${name}@${version}`, 'version', '--json', ...flags];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status === 0) return stdout.trim() !== '';
  if (stdout.includes('E404') || stderr.includes('E404')) return false;
  throw new Error(`The registry could not be read: ${stdout}${stderr}`);
};

const next = (): 'version' | 'publish' | 'none' => {
  const changesets = globSync('.changeset/*.md', { cwd: root, exclude: ['.changeset/README.md'] });
  if (changesets.length > 0) return 'version';
  const releases = publishedFolders.map((folder) =>
    readRelease(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  );
  return releases.every((release) => isPublished(release)) ? 'none' : 'publish';
};

const pack = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of publishedFolders)
    execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: join(root, name), stdio: 'inherit' });
};

const publish = (folder: string, flags: readonly string[]): void => {
  const tarballs = globSync('*.tgz', { cwd: folder }).map((file) => join(folder, file));
  if (tarballs.length !== publishedFolders.length)
    throw new Error(`${folder} has ${tarballs.length} tarballs instead of ${publishedFolders.length}.`);
  for (const tarball of tarballs) {
    const manifest = execFileSync('tar', ['-xOzf', tarball, 'package/package.json'], { encoding: 'utf8' });
    const release = readRelease(manifest);
    const label = `${release.name}@${release.version}`;
    // A second run finishes what the first one began.
    if (isPublished(release, flags)) console.log(`${label} is published already`);
    else execFileSync('npm', ['publish', tarball, '--access', 'public', ...flags], { stdio: 'inherit' });
  }
};

const [step, folder = 'release', ...flags] = process.argv.slice(2);
if (step === 'next') console.log(next());
else if (step === 'pack') pack(resolve(folder));
else if (step === 'publish') publish(resolve(folder), flags);
else throw new Error(`Unknown step "${step}". Use next, pack or publish.`);
