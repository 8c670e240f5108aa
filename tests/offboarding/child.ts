/** Child processes that answer questions over the channel of `fork`. */
import { type ChildProcess, fork } from 'node:child_process';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';

interface Question {
  readonly id: number;
  readonly name: string;
  readonly value: unknown;
}

type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

/** The functions that a child offers, by name. */
type Functions = Readonly<Record<string, (value: never) => unknown>>;

/** Answers the questions of the parent, and ends when the parent has ended. */
export const answerParent = (functions: Functions): void => {
  const answer = async ({ id, name, value }: Question): Promise<void> => {
    const reply = await Promise.resolve(value)
      .then((given) => functions[name]?.(given as never))
      .then(
        (result): Answer => ({ id, result }),
        (error: unknown): Answer => ({
          id,
          error: error instanceof Error ? (error.stack ?? '') : String(error),
        }),
      );
    // The parent may have ended.
    process.send?.(reply, undefined, undefined, () => {});
  };
  process.on('message', (question: Question) => void answer(question));
  process.on('disconnect', () => process.exit());
  // A process that is killed does not write what it has compiled.
  flushCompileCache();
  process.send?.('ready');
};

const compileCache = join(import.meta.dirname, '../node_modules/.cache/compile');

/** A child process whose functions the parent calls. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly #ready: Promise<unknown>;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #questions = 0;

  /** Starts a program of this folder. Its argument is JSON. */
  constructor(program: string, argument: unknown) {
    this.process = fork(join(import.meta.dirname, program), [JSON.stringify(argument)], {
      // Optimizing the code of PGlite takes more time than it saves.
      execArgv: ['--liftoff-only'],
      // Without the cache of compiled code, most of the time of a short experiment is the start of its processes.
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env, NODE_NO_WARNINGS: '1' },
      serialization: 'advanced',
    });
    this.#ready = new Promise<void>((resolve, reject) => {
      this.process.once('message', () => resolve());
      this.process.once('exit', () => reject(new Error(`${program} ended before it was ready.`)));
    });
    this.#ready.catch(() => {});
    this.#ended = new Promise((resolve) => this.process.once('exit', () => resolve()));
    this.process.on('message', (message: Answer | 'ready') => {
      if (message === 'ready') return;
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ('error' in message) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.result);
    });
    this.process.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${program} has ended.`));
      this.#waiting.clear();
    });
    this.process.on('error', () => {});
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Rejects when the process has ended. */
  async untilEnd(): Promise<never> {
    await this.#ended;
    throw new Error('The process has ended.');
  }

  /** Calls a function of the child. Rejects when the child ends. */
  async ask<TResult>(name: string, value?: unknown): Promise<TResult> {
    await this.#ready;
    if (!this.isRunning) throw new Error('The process has ended.');
    return await new Promise<TResult>((resolve, reject) => {
      this.#questions += 1;
      this.#waiting.set(this.#questions, { resolve: resolve as (value: unknown) => void, reject });
      this.process.send({ id: this.#questions, name, value });
    });
  }

  /** Sends a signal, and waits for the end when it is one that ends the process. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    if (!this.isRunning) return;
    this.process.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill('SIGKILL');
  }
}
