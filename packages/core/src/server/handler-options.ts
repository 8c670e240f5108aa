import type { CallContext, KernelOptions } from './kernel-options.ts';

export interface HandlerOptions<TContext extends CallContext = CallContext> extends KernelOptions<TContext> {
  /**
   * Where the API is mounted, such as `/api/seam`.
   * @default the root
   */
  basePath?: string | undefined;
  /**
   * The schemas of the parameters, as a tree of Standard Schemas; `false` validates nothing.
   * @default those of `@org/seam-core/schemas`
   */
  schemas?: object | false | undefined;
}
