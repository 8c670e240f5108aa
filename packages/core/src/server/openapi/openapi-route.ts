import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { Answer } from '../answer.ts';
import { apiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import { decide } from '../decide.ts';
import { errorAnswer } from '../envelope.ts';
import type { ExposedEndpoint } from '../guard/expose.ts';
import type { FaultListener } from '../fault-listener.ts';
import { jsonHeaders } from '../json-headers.ts';
import { hiddenCause } from '../hidden-cause.ts';
import type { Decision } from '../guard/policy.ts';
import type { OpenApiDocument } from './document.ts';
import { openapiDocument } from './openapi-document.ts';
import type { OpenApiOptions } from './openapi-options.ts';

export interface OpenApiRouteOptions<TRequest = Request> extends Omit<OpenApiOptions, 'schemas'> {
  /**
   * Where the document is, below the place where the API is mounted.
   * @default /openapi.json
   */
  readonly path?: `/${string}` | undefined;
  /**
   * Decides who may read the document; it answers as the `authorize` of endpoints does, which is not asked here.
   * @default everybody who gets as far as the router: the document holds no secret, but it does say what there is to call
   */
  readonly authorize?: ((call: { readonly req: TRequest }) => Decision | Promise<Decision>) | undefined;
}

/** A request for the document. */
interface Reading<TRequest> {
  readonly req: TRequest;
  readonly requestId: string;
  /** Where the API is mounted, as the caller sees it. */
  readonly mount: string;
}

/** Answers a call for the document; `undefined` when the call is for something else. */
export type OpenApiRoute<TRequest> = (call: Call, reading: Reading<TRequest>) => Promise<Answer | undefined>;

interface Described extends Pick<OpenApiOptions, 'schemas'> {
  readonly exposed: readonly ExposedEndpoint[];
  /** How long the decision may take, in milliseconds. */
  readonly authorizeTimeout: number | undefined;
  readonly onError: FaultListener;
}

const checkPath = (path: string, exposed: readonly ExposedEndpoint[]): void => {
  if (!/^\/[\w./-]+$/.test(path) || exposed.some(({ endpoint }) => endpoint.path === path))
    throw new SeamConfigError(
      `openapi.path is ${JSON.stringify(path)}: give it a path below the router that is no endpoint's, such as '/openapi.json'.`,
    );
};

/**
 * Serves the document of what is exposed. It is made when it is first asked for.
 * @throws SeamConfigError when its path cannot be one
 */
export const openapiRoute = <TRequest>(
  { exposed, schemas, authorizeTimeout, onError }: Described,
  { path = '/openapi.json', authorize, ...options }: OpenApiRouteOptions<TRequest>,
): OpenApiRoute<TRequest> => {
  checkPath(path, exposed);
  let made: Promise<OpenApiDocument> | undefined;
  let last: { readonly mount: string; readonly body: string } | undefined;

  const read = async ({ req, mount }: Reading<TRequest>): Promise<Answer> => {
    if (authorize) await decide(authorize, { req }, authorizeTimeout);
    const document = await (made ??= openapiDocument(exposed, { ...options, schemas }));
    if (last?.mount !== mount)
      last = { mount, body: JSON.stringify({ servers: [{ url: mount || '/' }], ...document }) };
    return {
      status: 200,
      headers: jsonHeaders,
      value: document,
      body: last.body,
    };
  };

  return async (call, reading) => {
    if (call.path !== path) return undefined;
    const { requestId } = reading;
    if (call.verb !== 'GET') {
      const refusal = errorAnswer(
        apiError('method_not_allowed', { message: 'only GET accepted' }),
        requestId,
      );
      return { ...refusal, headers: { ...refusal.headers, allow: 'GET' } };
    }
    try {
      return await read(reading);
    } catch (error) {
      const cause = hiddenCause(error);
      if (cause !== undefined) void onError(cause, { requestId, path });
      return errorAnswer(error, requestId);
    }
  };
};
