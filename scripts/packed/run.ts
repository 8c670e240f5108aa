/** What the steps of `test-packed.ts` share: commands, manifests and the project that npm installs. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

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

interface Outcome {
  /** Undefined if the command did not start, or was stopped by a signal. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, also if it fails. */
export const runToEnd = (command: string, args: readonly string[], cwd: string): Promise<Outcome> =>
  new Promise((resolve) => {
    execFile(command, [...args], { cwd, maxBuffer }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      const status = typeof code === 'number' ? code : undefined;
      resolve({ status, stdout, stderr: status === undefined ? `${stderr}${error?.message}` : stderr });
    });
  });

/** @returns what the command printed; throws an error with both outputs when it fails */
export const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  const { status, stdout, stderr } = await runToEnd(command, args, cwd);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
};

/** Creates the folder of a project of a user, and installs packages into it with npm. */
export const createProject = async (project: string, packages: readonly string[]): Promise<void> => {
  await mkdir(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], project);
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
