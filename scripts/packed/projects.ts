/**
 * The projects of users with one test runner each, with the queue, and with the older compilers. pnpm installs them: it
 * links files instead of copying them. npm installs the main project.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

export interface Project {
  /** The names of our packages that it installs. */
  readonly ours: readonly string[];
  /** The versions of the other packages. */
  readonly others: Readonly<Record<string, string>>;
  readonly type?: 'commonjs' | 'module';
}

/** The paths of our packed packages by their names. */
type Tarballs = ReadonlyMap<string, string>;

// JSON is YAML too.
const writeJson = (file: string, value: object): void => writeFileSync(file, JSON.stringify(value));

const writeManifest = (folder: string, { ours, others, type = 'module' }: Project): void => {
  const dependencies = { ...Object.fromEntries(ours.map((own) => [own, '*'])), ...others };
  writeJson(join(folder, 'package.json'), { private: true, type, dependencies });
};

const install = async (folder: string, tarballs: Tarballs, settings: object): Promise<void> => {
  writeJson(join(folder, 'pnpm-workspace.yaml'), {
    ...settings,
    // Our packages depend on each other by versions that no registry has yet.
    overrides: Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`])),
    ignoreScripts: true,
  });
  await run('pnpm', ['install', '--prefer-offline', '--reporter=silent'], folder);
};

/** Installs projects into folders with their names, where each package finds its own dependencies alone. */
export const installProjects = async (
  folder: string,
  projects: Readonly<Record<string, Project>>,
  tarballs: Tarballs,
): Promise<void> => {
  mkdirSync(folder);
  writeJson(join(folder, 'package.json'), { private: true });
  for (const [name, project] of Object.entries(projects)) {
    mkdirSync(join(folder, name));
    writeManifest(join(folder, name), project);
  }
  await install(folder, tarballs, { packages: Object.keys(projects) });
};

/** Installs one project with all packages side by side, as npm does: ts-jest does not find `@types/jest` otherwise. */
export const installFlat = async (folder: string, project: Project, tarballs: Tarballs): Promise<void> => {
  mkdirSync(folder);
  writeManifest(folder, project);
  await install(folder, tarballs, { nodeLinker: 'hoisted' });
};
