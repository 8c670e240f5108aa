import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface RunningServer extends Disposable {
  readonly url: string;
  /** Asks for a fact by its name; the caller knows what it is. */
  ask(fact: string): Promise<unknown>;
}

/** Starts a script of this folder that answers its parent, with what it is to be set up with. */
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
    ask: (fact) => {
      const answer = receive();
      child.send(fact);
      return answer;
    },
    [Symbol.dispose]: () => child.kill('SIGKILL'),
  };
};
