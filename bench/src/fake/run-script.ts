import { run } from '../run.ts';

/** Runs a script in a project in a new process with the given flags of Node.js, and returns the value that it prints last. */
export const runScript = (script: string, project: string, flags: readonly string[] = []): unknown => {
  const output = run(process.execPath, [...flags, '--input-type=module', '--eval', script], project);
  return JSON.parse(output.trim().split('\n').at(-1) ?? 'null');
};
