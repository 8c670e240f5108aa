import { SeamConfigError } from '@org/seam-core';
import { describeValue, isObject } from '@org/seam-core/internal';
import type { AuthorizationDecision, Policy } from './authorize.ts';

/** @throws SeamConfigError when the value is not a function: it would fail with the first request */
const checkFunction = (name: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new SeamConfigError(`${name} must be a function; got ${describeValue(value)}.`);
};

const checkPolicies = (subject: string, policies: readonly unknown[]): void => {
  for (const [index, policy] of policies.entries()) checkFunction(`${subject}: policy ${index + 1}`, policy);
};

const isUnauthenticated = (decision: AuthorizationDecision): boolean =>
  isObject(decision) && decision['deny'] === 'unauthenticated';

/**
 * Allows a request when one of the policies does. They run in order, up to the first that allows it. When none does, the
 * result is the first `unauthenticated` denial, otherwise the last decision.
 *
 * @example
 * authorize: any(isManager, isOwnDoor)
 *
 * @throws SeamConfigError for a policy that is not a function
 */
export const any = <TContext>(...policies: readonly Policy<NoInfer<TContext>>[]): Policy<TContext> => {
  checkPolicies('any', policies);
  return async (context) => {
    let denial: AuthorizationDecision = false;
    for (const policy of policies) {
      const decision = await policy(context);
      if (decision === true) return true;
      if (!isUnauthenticated(denial)) denial = decision;
    }
    return denial;
  };
};

/**
 * Allows a request when every policy does. They run in order, up to the first that denies it, whose decision is the result.
 * Without policies, every request is denied.
 *
 * @example
 * authorize: all(isSignedIn, isOfOwnTenant)
 *
 * @throws SeamConfigError for a policy that is not a function
 */
export const all = <TContext>(...policies: readonly Policy<NoInfer<TContext>>[]): Policy<TContext> => {
  checkPolicies('all', policies);
  return async (context) => {
    let decision: AuthorizationDecision = false;
    for (const policy of policies) {
      decision = await policy(context);
      if (decision !== true) return decision;
    }
    return decision;
  };
};

/**
 * Selects the policy by the caller's role. A caller without a role is unauthenticated (401), one whose role has no policy is
 * denied (403).
 *
 * @example
 * authorize: byRole((req) => req.session?.role, { manager: () => true, viewer: ({ endpoint }) => endpoint.endsWith('/list') })
 *
 * @param roleOf returns the caller's role; `undefined` for an unauthenticated caller
 * @throws SeamConfigError when `roleOf` or a policy is not a function
 */
export const byRole = <TContext extends { readonly req: unknown }, TRole extends string>(
  roleOf: (req: TContext['req']) => TRole | undefined | Promise<TRole | undefined>,
  policies: { readonly [R in TRole]?: Policy<TContext> },
): Policy<TContext> => {
  checkFunction('byRole: roleOf', roleOf);
  for (const [role, policy] of Object.entries(policies))
    if (policy !== undefined) checkFunction(`byRole: the policy of ${role}`, policy);
  return async (context) => {
    const role = await roleOf(context.req);
    if (role === undefined) return { deny: 'unauthenticated' };
    const policy = Object.hasOwn(policies, role) ? policies[role] : undefined;
    return policy ? await policy(context) : false;
  };
};
