import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from './run.ts';

export const withDependencies = (project: string, name: string, found = new Set<string>()): Set<string> => {
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies = {} } = readManifest(join(project, 'node_modules', name));
  for (const dependency of Object.keys(dependencies)) withDependencies(project, dependency, found);
  return found;
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** The number of lines in the declaration files of a package. */
const declarationLines = (folder: string): number =>
  globSync('**/*.d.{ts,cts}', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8').split('\n').length)
    .reduce((sum, lines) => sum + lines, 0);

interface Limits {
  readonly maxBytes: number;
  readonly maxPackages: number;
  readonly maxDeclarationLines: number;
}

/** Checks what a package adds to `node_modules`. */
export const checkWeight = (project: string, name: string, limits: Limits): void => {
  const modules = join(project, 'node_modules');
  const lines = declarationLines(join(modules, name));
  const read = `${name} declares in ${lines} of ${limits.maxDeclarationLines} lines`;
  assert.ok(lines > 0 && lines <= limits.maxDeclarationLines, read);
  console.log(`ok   ${read}`);
  const packages = [...withDependencies(project, name)];
  const bytes = packages.reduce((sum, part) => sum + sizeOf(join(modules, part)), 0);
  const found = `${name} installs ${bytes} of ${limits.maxBytes} bytes in ${packages.length} of ${limits.maxPackages} packages`;
  assert.ok(bytes <= limits.maxBytes && packages.length <= limits.maxPackages, found);
  console.log(`ok   ${found}`);
};
