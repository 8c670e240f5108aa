import type { OpenApiServer } from './document.ts';

export interface OpenApiOptions {
  /** @default Seam endpoints */
  readonly title?: string | undefined;
  /**
   * The version of what you expose; Seam's API has none.
   * @default 1.0.0
   */
  readonly version?: string | undefined;
  /** Where the endpoints are: `[{ url: 'https://example.com/api/seam' }]`. */
  readonly servers?: readonly OpenApiServer[] | undefined;
  /**
   * How callers prove who they are, as OpenAPI describes it, by a name of your choice; any one of them will do. It is your
   * application that asks for a proof, so nothing is said unless you say it.
   *
   * @example
   * { session: { type: 'apiKey', in: 'cookie', name: 'session' } }
   */
  readonly securitySchemes?: Readonly<Record<string, object>> | undefined;
  /**
   * Whether changes take an `Idempotency-Key`.
   * @default false
   */
  readonly idempotency?: boolean | undefined;
  /**
   * The schemas of the parameters as a tree, as the handlers check them. Those that are not valibot's are described as any
   * object.
   * @default those of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
}
