import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules } from '@org/seam-core/internal';
import { http, type HttpHandler, HttpResponse } from 'msw';
import type { FakeSeam } from '../fake/fake-seam.ts';

export interface SeamHandlersOptions {
  /**
   * The base URL of Seam in your code.
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

/** Copies a request into this realm's classes: under jsdom, the caller's are different. */
const toFake = async (request: Request, url: string): Promise<Request> => {
  const { method, signal } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  const body = hasBody ? await request.arrayBuffer() : null;
  return new Request(url, { method, headers: [...request.headers], body, signal });
};

/**
 * Creates handlers for `setupServer` or `setupWorker` that respond to all requests to Seam with a fake. An unknown path
 * returns 404, so no request under the endpoint reaches the network.
 *
 * @throws SeamConfigError when the first argument is not a fake, or an option is invalid
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
      // The origin stays the caller's, for the URLs in responses.
      const url = new URL(request.url).origin + request.url.slice(base.length);
      try {
        return await fake.fetch(await toFake(request, url));
      } catch {
        // The connection broke, or the caller aborted: there is no response.
        return HttpResponse.error();
      }
    }),
  ];
};
