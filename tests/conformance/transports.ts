import { createSeam, type Seam } from '@org/seam-core';
import type { FakeSeam } from '@org/seam-testing';
import { mountRouter } from '../support/mount-router.ts';

/** A client that is connected to a fake. Disposing it closes the sockets that it opened. */
export interface Connection extends AsyncDisposable {
  readonly seam: Seam;
}

const behindRouter = (endpoint: string): Seam => createSeam({ auth: 'none', endpoint });

/** The paths from a client to a fake. All must behave the same. */
export const transports: Record<string, (fake: FakeSeam) => Promise<Connection>> = {
  'client → fake, by fetch': async ({ seam }) => ({ seam, [Symbol.asyncDispose]: async () => {} }),

  'client → fake, over HTTP': async (fake) => {
    const listening = await fake.listen();
    const seam = createSeam({ apiKey: fake.apiKey, endpoint: listening.url });
    return { seam, [Symbol.asyncDispose]: () => listening.close() };
  },

  'client → Express router → fake': async (fake) => {
    const router = await mountRouter(fake.handlers);
    return { seam: behindRouter(router.url), [Symbol.asyncDispose]: () => router[Symbol.asyncDispose]() };
  },

  'client → Express router → client → fake': async (fake) => {
    const listening = await fake.listen();
    const router = await mountRouter(createSeam({ apiKey: fake.apiKey, endpoint: listening.url }));
    return {
      seam: behindRouter(router.url),
      [Symbol.asyncDispose]: async () => {
        await router[Symbol.asyncDispose]();
        await listening.close();
      },
    };
  },
};
