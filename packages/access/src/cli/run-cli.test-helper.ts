import type { FakeSeam } from '@org/seam-testing';
import { PassThrough, Writable } from 'node:stream';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { run, type RunOptions } from './run.ts';

class Capture extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 80;

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

interface CliOptions {
  /** The Seam that the command connects to. */
  readonly fake?: FakeSeam;
  /** What a person types at a terminal; without it there is no terminal. */
  readonly typed?: string;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Runs `seam-access` in this process, through its entry function. */
export const runCli = async (args: readonly string[], { fake, typed, env = {}, signal }: CliOptions = {}) => {
  const isTTY = typed !== undefined;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(typed);
  const [stdout, stderr] = [new Capture(isTTY), new Capture(isTTY)];
  const options: RunOptions = {
    stdin,
    stdout,
    stderr,
    env,
    signal: signal ?? new AbortController().signal,
    ...(fake && { connect: () => Promise.resolve({ seam: fake.seam, clock: clockOf(fake.clock) }) }),
  };
  const code = await run(args, options);
  return { code, out: stdout.text, err: stderr.text };
};
