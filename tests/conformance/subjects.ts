import { createSeam, type Seam } from '@org/seam-core';
import type { FakeSeam } from '@org/seam-testing';
import { mountRouter } from '../support/mount-router.ts';

/** A way from a client to a fake. What it opens is closed with it. */
export interface Subject extends AsyncDisposable {
  readonly seam: Seam;
}

const behindRouter = (endpoint: string): Seam => createSeam({ auth: 'none', endpoint });

/** The ways, each of which has to behave like the others. */
export const subjects: Record<string, (fake: FakeSeam) => Promise<Subject>> = {
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
