/** What the steps of `test-packed.ts` share: commands, manifests and installations. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Manifest {
  name: string;
  private?: boolean;
  version: string;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export const root = join(import.meta.dirname, '../..');

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const maxBuffer = 2 ** 26;

/** @returns what the command printed; throws an error with both outputs when it fails */
export const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  try {
    return (await promisify(execFile)(command, [...args], { cwd, maxBuffer })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
};

export const install = (project: string, packages: readonly string[]): Promise<string> =>
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], project);

/** Creates the folder of a project of a user, and installs packages into it. */
export const createProject = async (
  project: string,
  packages: readonly string[],
  type: 'commonjs' | 'module' = 'module',
): Promise<void> => {
  await mkdir(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type }));
  await install(project, packages);
};

/** Runs tasks two at a time: the machines of CI have two cores. Waits for all, then throws their errors. */
export const inPairs = async (tasks: readonly (() => Promise<void>)[]): Promise<void> => {
  const errors: unknown[] = [];
  const waiting = tasks.values();
  const work = async (): Promise<void> => {
    for (const task of waiting) await task().catch((error: unknown) => errors.push(error));
  };
  await Promise.all([work(), work()]);
  if (errors.length === 0) return;
  throw new AggregateError(errors, errors.map((error) => (error as Error).message).join('\n'));
};
