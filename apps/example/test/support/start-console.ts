import type { SeamTarget } from '@org/seam-express';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { createApp, type AppOptions } from '../../src/server/app.ts';
import { createUpdates } from '../../src/server/updates.ts';
import type { Role } from '../../src/session.ts';
import { listen } from '../../src/server/listen.ts';
import { createStubServices } from './stub-services.ts';

export interface StartedConsole extends AsyncDisposable {
  readonly url: string;
  readonly fake: FakeSeam;
  readonly drain: () => Promise<void>;
  /** Signs in and returns the session cookie. */
  signIn(role: Role): Promise<string>;
}

export interface StartOptions extends Pick<
  AppOptions,
  'sessionStore' | 'audit' | 'onError' | 'trustProxy' | 'webhook'
> {
  readonly updates?: AppOptions['updates'];
  readonly source?: AppOptions['source'];
  /** Replaces the history of a person. */
  readonly ofPerson?: AppOptions['history']['ofPerson'];
  /** Wraps or replaces the fake. */
  readonly target?: (fake: FakeSeam) => SeamTarget;
}

/** Starts the console on a free port, with a fake of its own. */
export const startConsole = async ({
  target = (fake) => fake.seam,
  source = 'demo',
  ofPerson,
  ...options
}: StartOptions = {}): Promise<StartedConsole> => {
  const fake = createFakeSeam();
  const silent = { audit: () => {}, onError: () => {} };
  const { seam } = fake;
  const services = { seam, updates: createUpdates(), ...createStubServices(seam) };
  const history = { ...services.history, ...(ofPerson && { ofPerson }) };
  const { app, drain } = createApp({
    ...silent,
    ...services,
    ...options,
    history,
    target: target(fake),
    source,
  });
  const listening = await listen(app, { port: 0, host: '127.0.0.1' });
  return {
    url: listening.url,
    fake,
    drain,
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
