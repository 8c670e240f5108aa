import type { Decision } from '../guard/policy.ts';
import type { OpenApiOptions } from './openapi-options.ts';

export interface OpenApiRouteOptions<TRequest = Request> extends Omit<
  OpenApiOptions,
  'schemas' | 'idempotency'
> {
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
