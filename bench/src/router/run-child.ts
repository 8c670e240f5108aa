import { join } from 'node:path';
import { run } from '../run.ts';

/** Runs a script of the folder `child` in a new process, and returns the value that it prints. */
export const runChild = (name: string, request: object): unknown =>
  JSON.parse(run(process.execPath, [join(import.meta.dirname, 'child', name), JSON.stringify(request)], '.'));
