import { notify } from '../shared/promises.ts';
import type { HookEvent, SeamHooks } from './options.ts';

/** What a hook receives besides the facts of every event. */
type Details<TName extends keyof SeamHooks> = Omit<
  Parameters<NonNullable<SeamHooks[TName]>>[0],
  keyof HookEvent
>;

/** Calls a hook, if the client has it, and ignores its errors. */
export type Emit = <TName extends keyof SeamHooks>(name: TName, details: Details<TName>) => void;

/**
 * Returns the function that calls the hooks for one call.
 * @param facts of every event of the call, with the number of the current attempt
 */
export const createEmit = (hooks: SeamHooks | undefined, facts: () => Omit<HookEvent, 'call'>): Emit => {
  const call = {};
  return (name, details) => {
    const hook = hooks?.[name] as ((event: HookEvent) => void) | undefined;
    if (hook) notify(() => hook.call(hooks, { call, ...facts(), ...details }));
  };
};
