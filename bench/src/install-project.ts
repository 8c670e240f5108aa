import { mkdirSync, writeFileSync } from 'node:fs';
import { run } from './run.ts';

/** Creates an empty project and installs packages in it. */
export const installProject = (project: string, specs: readonly string[]): void => {
  mkdirSync(project);
  writeFileSync(`${project}/package.json`, '{ "private": true, "type": "module" }');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...specs], project);
};
