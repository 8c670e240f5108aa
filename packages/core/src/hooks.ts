import type { Verb } from './endpoint.ts';
import type { SeamError } from './errors/seam-error.ts';

/** What every hook is told: enough to log and to trace by, and nothing that is secret or personal. */
export interface HookEvent {
  /** The same object for all hooks of one call: a place to keep a span under. */
  readonly call: object;
  readonly verb: Verb;
  /** The endpoint's path, which holds no ids. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
}

/** Called as a call goes on. They are not waited for, and what they throw is dropped. */
export interface SeamHooks {
  /** An attempt is about to be sent. */
  readonly request?: ((event: HookEvent) => void) | undefined;
  /** Seam answered, with success or with an error. */
  readonly response?:
    | ((event: HookEvent & { readonly status: number; readonly requestId: string | undefined }) => void)
    | undefined;
  /** The call will be sent again after `delay` milliseconds. */
  readonly retry?:
    ((event: HookEvent & { readonly error: SeamError; readonly delay: number }) => void) | undefined;
  /** The call failed for good. */
  readonly error?: ((event: HookEvent & { readonly error: SeamError }) => void) | undefined;
}
