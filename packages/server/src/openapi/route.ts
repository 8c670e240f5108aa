import { type AnyEndpoint, SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { apiError, undisclosedCause } from '../http/api-error.ts';
import { errorResponse } from '../http/response.ts';
import { jsonHeaders, type ServerResponse } from '../http/response.ts';
import { loadOnce } from '../input/schema.ts';
import { type AuthorizationDecision, runAuthorize } from '../router/authorize.ts';
import type { RequestContext } from '../router/context.ts';
import type { ErrorListener } from '../router/error-reporter.ts';
import type { ExposedEndpoint } from '../router/expose.ts';
import { createPreChecks, type PreCheckOptions } from '../router/pre-checks.ts';
import { describingRules, createOpenApiDocument, type OpenApiOptions } from './document.ts';

export interface OpenApiRouteOptions<TRequest = Request> extends Omit<
  OpenApiOptions,
  'schemas' | 'idempotency'
> {
  /**
   * Path of the document, below the mount path of the API.
   * @default /openapi.json
   */
  readonly path?: `/${string}` | undefined;
  /**
   * Authorizes requests for the document, with the same results as the `authorize` of endpoints, which is not called here.
   * @default allows all callers that reach the router: the document contains no secrets, but lists the exposed endpoints
   */
  readonly authorize?:
    | ((call: { readonly req: TRequest }) => AuthorizationDecision | Promise<AuthorizationDecision>)
    | undefined;
}

interface OpenApiRoute<TRequest> {
  /** The methods at a path; `undefined` when the document is elsewhere. */
  readonly verbsAt: (path: string) => readonly string[] | undefined;
  /**
   * Responds with the document.
   *
   * @param mount the mount path of the API, as the caller sees it
   */
  readonly respond: (context: RequestContext<TRequest>, mount: string) => Promise<ServerResponse>;
}

interface Described<TRequest>
  extends Pick<OpenApiOptions, 'schemas' | 'idempotency'>, Pick<PreCheckOptions<TRequest>, 'rateLimit'> {
  readonly exposed: readonly ExposedEndpoint[];
  /** Timeout of `authorize`, in milliseconds. */
  readonly authorizeTimeout: number | undefined;
  readonly onError: ErrorListener;
}

const routeRules: OptionRules<OpenApiRouteOptions> = {
  ...describingRules,
  // Checked by checkPath, whose message is more specific.
  path: rules.any,
  authorize: rules.type('function'),
};

const checkPath = (path: unknown, exposed: readonly ExposedEndpoint[]): void => {
  if (
    typeof path !== 'string' ||
    !/^\/[\w./-]+$/.test(path) ||
    exposed.some(({ endpoint }) => endpoint.path === path)
  )
    throw new SeamConfigError(
      `openapi.path is ${JSON.stringify(path)}: give it a path below the router that is no endpoint's, such as '/openapi.json'.`,
    );
};

/**
 * Serves the document of the exposed endpoints. It is created on the first request.
 * @throws SeamConfigError when `path` is invalid or taken by an endpoint
 */
export const openapiRoute = <TRequest>(
  { exposed, schemas, idempotency, rateLimit, authorizeTimeout, onError }: Described<TRequest>,
  given: OpenApiRouteOptions<TRequest>,
): OpenApiRoute<TRequest> => {
  checkOptions<object>('openapi', given, routeRules);
  const { path = '/openapi.json', authorize, ...options } = given;
  checkPath(path, exposed);
  // No actor: the document does not depend on the caller.
  const runPreChecks = createPreChecks<TRequest>({ rateLimit, authorizeTimeout });
  const itself: AnyEndpoint = { verb: 'GET', path, replay: 'safe' };
  const make = loadOnce(async () => {
    const document = await createOpenApiDocument(exposed, { ...options, schemas, idempotency });
    return { document, text: JSON.stringify(document) };
  });

  const read = async (context: RequestContext<TRequest>, mount: string): Promise<ServerResponse> => {
    const { req, request } = context;
    await runPreChecks(context, itself);
    if (request.verb !== 'GET') throw apiError('method_not_allowed', { message: 'only GET accepted' });
    if (authorize) await runAuthorize(authorize, { req }, authorizeTimeout);
    const { document, text } = await make();
    // The rest of the document, which is large, does not depend on the mount path.
    const servers = options.servers ? '' : `"servers":${JSON.stringify([{ url: mount || '/' }])},`;
    return { status: 200, headers: jsonHeaders, value: document, body: `{${servers}${text.slice(1)}` };
  };

  return {
    verbsAt: (other) => (other === path ? ['GET'] : undefined),
    respond: async (context, mount) => {
      const { requestId } = context;
      try {
        return await read(context, mount);
      } catch (error) {
        const cause = undisclosedCause(error);
        if (cause !== undefined) void onError(cause, { requestId, path });
        return errorResponse(error, requestId, ['GET']);
      }
    },
  };
};
