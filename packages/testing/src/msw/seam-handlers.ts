import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules } from '@org/seam-core/internal';
import { http, type HttpHandler, HttpResponse } from 'msw';
import type { FakeSeam } from '../fake/create-fake.ts';

export interface SeamHandlersOptions {
  /**
   * Where your code believes Seam to be.
   * @default https://connect.getseam.com
   */
  endpoint?: string | undefined;
}

const optionRules: OptionRules<SeamHandlersOptions> = {
  endpoint: {
    expected: 'a URL such as "https://connect.getseam.com"',
    accepts: (value) => typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value),
  },
};

/** The request as the fake takes it, in the classes of this realm: under jsdom, those of the caller are others. */
const toFake = async (request: Request, url: string): Promise<Request> => {
  const { method, signal } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  const body = hasBody ? await request.arrayBuffer() : null;
  return new Request(url, { method, headers: [...request.headers], body, signal });
};

/**
 * Lets a fake answer whatever is sent to Seam, for `setupServer` or `setupWorker`. A path that Seam does not have is
 * answered as well, with 501: nothing under the endpoint gets out.
 *
 * @throws SeamConfigError when something is passed that is no fake, or an option is wrong
 * @example
 * const server = setupServer(...seamHandlers(createFakeSeam()));
 */
export const seamHandlers = (
  fake: Pick<FakeSeam, 'fetch' | 'endpoint'>,
  options: SeamHandlersOptions = {},
): HttpHandler[] => {
  const { fetch, endpoint: itsEndpoint } = (fake ?? {}) as Partial<FakeSeam>;
  if (typeof fetch !== 'function' || typeof itsEndpoint !== 'string')
    throw new SeamConfigError(
      `seamHandlers() takes a fake: seamHandlers(createFakeSeam()); got ${describeValue(fake)}.`,
    );
  checkOptions('seamHandlers', options, optionRules);
  const { endpoint = 'https://connect.getseam.com' } = options;
  const base = new URL(endpoint).href.replace(/\/$/, '');
  const isUnder = new RegExp(`^${base.replaceAll(/[^\w:/]/g, String.raw`\$&`)}(/|$)`);
  return [
    http.all(isUnder, async ({ request }) => {
      const url = fake.endpoint + request.url.slice(base.length);
      try {
        return await fake.fetch(await toFake(request, url));
      } catch {
        // The connection broke, or the caller went away: in both cases there is no answer.
        return HttpResponse.error();
      }
    }),
  ];
};
