import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { ServerRequest } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';

export interface CorsOptions {
  /**
   * Whether browsers send cookies along.
   * @default false
   */
  readonly credentials?: boolean | undefined;
  /**
   * How long browsers remember what they were told, in seconds.
   * @default 600
   */
  readonly maxAge?: number | undefined;
  /**
   * Headers that pages may send besides `content-type` and `idempotency-key`, such as `authorization`.
   * @default none
   */
  readonly allowedHeaders?: readonly string[] | undefined;
}

/** What browsers are told about pages of other origins. */
export interface Cors {
  /** The headers of every answer to a call. */
  headers(call: ServerRequest): Readonly<Record<string, string>>;
  /**
   * The answer to a browser that asks before it calls; `undefined` when the call is no such question.
   *
   * @param verbs those that the path is called with; `undefined` when there is nothing
   */
  preflight(call: ServerRequest, verbs: readonly string[] | undefined): ServerResponse | undefined;
}

const isHeaderName = (name: unknown): boolean =>
  typeof name === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(name);

const corsRules: OptionRules<CorsOptions> = {
  credentials: rules.type('boolean'),
  maxAge: rules.count(0),
  allowedHeaders: {
    expected: "an array of names of headers, one each, such as ['authorization']",
    accepts: (value) => Array.isArray(value) && value.every(isHeaderName),
  },
};

/**
 * CORS for the origins listed, or none at all.
 * @throws SeamConfigError when it is asked for without origins, or its options cannot be told to a browser
 */
export const createCors = (
  cors: boolean | CorsOptions | undefined,
  allowedOrigins: readonly string[],
): Cors => {
  if (!cors) return { headers: () => ({}), preflight: () => undefined };
  if (allowedOrigins.length === 0)
    throw new SeamConfigError(
      "cors needs allowedOrigins, the pages that may read answers: allowedOrigins: ['https://console.example.com']",
    );
  const options = cors === true ? {} : cors;
  checkOptions<CorsOptions>('cors', options, corsRules);
  const { credentials = false, maxAge = 600, allowedHeaders = [] } = options;

  const headers = (call: ServerRequest): Record<string, string> => {
    const origin = call.header('origin');
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
    preflight: (call, verbs) => {
      if (call.verb !== 'OPTIONS' || call.header('access-control-request-method') === undefined)
        return undefined;
      const allowed = headers(call);
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
