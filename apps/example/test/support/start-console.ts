import type { SeamTarget } from '@org/seam-express';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { createApp, type AppOptions } from '../../src/create-app.ts';
import type { Role } from '../../src/roles.ts';
import { listen } from '../../src/server/listen.ts';

export interface StartedConsole extends AsyncDisposable {
  readonly url: string;
  readonly fake: FakeSeam;
  /** What the server's log would hold. */
  readonly failures: unknown[];
  /** Signs in and returns the cookie, as a browser would send it. */
  signIn(role: Role): Promise<string>;
}

export interface StartOptions extends Pick<AppOptions, 'sessions' | 'audit'> {
  readonly source?: AppOptions['source'];
  /** Puts something between the router and the fake. */
  readonly target?: (fake: FakeSeam) => SeamTarget;
}

/** The console on a free port of this machine, with a building of its own. */
export const startConsole = async ({
  target = (fake) => fake.seam,
  source = 'demo',
  ...options
}: StartOptions = {}): Promise<StartedConsole> => {
  const fake = createFakeSeam();
  const failures: unknown[] = [];
  const onError = (error: unknown) => failures.push(error);
  const audit = () => {};
  const { app } = createApp({ audit, ...options, target: target(fake), source, onError });
  const listening = await listen(app, { port: 0, host: '127.0.0.1' });
  return {
    url: listening.url,
    fake,
    failures,
    signIn: async (role) => {
      const response = await fetch(`${listening.url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role }),
      });
      return response.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    [Symbol.asyncDispose]: async () => {
      await listening[Symbol.asyncDispose]();
      await fake[Symbol.asyncDispose]();
    },
  };
};
