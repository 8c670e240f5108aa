import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { ServerRequest } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';

export interface CorsOptions {
  /**
   * Allows requests with cookies.
   * @default false
   */
  readonly credentials?: boolean | undefined;
  /**
   * How long browsers cache the response to a preflight request, in seconds.
   * @default 600
   */
  readonly maxAge?: number | undefined;
  /**
   * Request headers to allow besides `content-type` and `idempotency-key`, such as `authorization`.
   * @default none
   */
  readonly allowedHeaders?: readonly string[] | undefined;
}

/** The CORS responses of the router. */
export interface Cors {
  /** Returns the headers of every response. */
  headers(request: ServerRequest): Readonly<Record<string, string>>;
  /**
   * Returns the response to a preflight request; `undefined` for any other request.
   *
   * @param verbs the verbs of the path; `undefined` for an unknown path
   */
  preflight(request: ServerRequest, verbs: readonly string[] | undefined): ServerResponse | undefined;
}

const isHeaderName = (name: unknown): boolean =>
  typeof name === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(name);

const corsRules: OptionRules<CorsOptions> = {
  credentials: rules.type('boolean'),
  maxAge: rules.count(0),
  allowedHeaders: {
    expected: "an array of header names, such as ['authorization']",
    accepts: (value) => Array.isArray(value) && value.every(isHeaderName),
  },
};

/**
 * Creates CORS for the allowed origins. Without `cors`, it adds no headers.
 * @throws SeamConfigError when there are no allowed origins, or an option is invalid
 */
export const createCors = (
  cors: boolean | CorsOptions | undefined,
  allowedOrigins: readonly string[],
): Cors => {
  if (!cors) return { headers: () => ({}), preflight: () => undefined };
  if (allowedOrigins.length === 0)
    throw new SeamConfigError(
      "cors needs allowedOrigins, the origins that may read responses: allowedOrigins: ['https://console.example.com']",
    );
  const options = cors === true ? {} : cors;
  checkOptions<CorsOptions>('cors', options, corsRules);
  const { credentials = false, maxAge = 600, allowedHeaders = [] } = options;

  const headers = (request: ServerRequest): Record<string, string> => {
    const origin = request.header('origin');
    if (origin === undefined || !allowedOrigins.includes(origin)) return { vary: 'Origin' };
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'seam-request-id, x-request-id, retry-after, idempotency-replayed',
      ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
    };
  };

  return {
    headers,
    preflight: (request, verbs) => {
      if (request.verb !== 'OPTIONS' || request.header('access-control-request-method') === undefined)
        return undefined;
      const allowed = headers(request);
      if (!verbs || allowed['access-control-allow-origin'] === undefined) return undefined;
      return {
        status: 204,
        headers: {
          'cache-control': 'no-store',
          'access-control-allow-methods': verbs.join(', '),
          'access-control-allow-headers': ['content-type', 'idempotency-key', ...allowedHeaders].join(', '),
          'access-control-max-age': String(maxAge),
        },
        value: undefined,
        body: '',
      };
    },
  };
};
