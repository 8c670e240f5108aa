import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server in another process. */
export interface RunningServer extends Disposable {
  readonly url: string;
  /** Requests a fact by its name. The caller knows its type. */
  query(fact: string): Promise<unknown>;
}

/** Starts a script of this folder with its setup. The script responds to its parent. */
export const startServer = async (script: string, setup: object): Promise<RunningServer> => {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(setup)], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const receive = async (): Promise<unknown> => {
    const [value] = (await once(child, 'message')) as [unknown];
    return value;
  };
  const url = (await receive()) as string;
  return {
    url,
    query: (fact) => {
      const value = receive();
      child.send(fact);
      return value;
    },
    [Symbol.dispose]: () => child.kill('SIGKILL'),
  };
};
