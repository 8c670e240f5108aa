import type { Exposable } from './guard/expose.ts';
import type { GuardOptions } from './guard/guard-options.ts';
import type { CallContext, KernelOptions } from './kernel-options.ts';
import type { SeamHandlers } from './guard/seam-target.ts';

interface MountOptions {
  /**
   * Where the API is mounted, such as `/api/seam`.
   * @default the root
   */
  readonly basePath?: string | undefined;
  /**
   * The schemas of the parameters, as a tree of Standard Schemas; `false` validates nothing.
   * @default those of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
}

/**
 * How handlers are served without the guard: all of them, to everybody who gets there unless `authorize` is given, pages of
 * other sites included.
 */
export interface HandlerOptions<TContext extends CallContext = CallContext>
  extends KernelOptions<TContext>, MountOptions {
  /** Says that this is meant: for tests, for your own implementation of the API, behind a guard of your own. */
  readonly unguarded: true;
  readonly expose?: undefined;
}

/** How endpoints are exposed to a front-end: those listed, under your rules. */
export interface GuardedHandlerOptions<
  TEntry extends Exposable = Exposable,
  TRequest = Request,
  TSeam = SeamHandlers,
>
  extends GuardOptions<TEntry, TRequest, TSeam>, MountOptions {}
