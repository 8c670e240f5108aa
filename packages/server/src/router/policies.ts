import { SeamConfigError } from '@org/seam-core';
import { describeValue, isObject } from '@org/seam-core/internal';
import type { Decision, Policy } from './authorize.ts';

/** @throws SeamConfigError for what is no function: it would fail with the first call */
const checkFunction = (name: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new SeamConfigError(`${name} must be a function; got ${describeValue(value)}.`);
};

const checkPolicies = (subject: string, policies: readonly unknown[]): void => {
  for (const [index, policy] of policies.entries()) checkFunction(`${subject}: policy ${index + 1}`, policy);
};

const isUnauthenticated = (decision: Decision): boolean =>
  isObject(decision) && decision['deny'] === 'unauthenticated';

/**
 * Lets a call through when one of the policies does. They are asked in turn, and those behind it are not asked. When none
 * does, the first that does not know the caller is what the caller is told, otherwise the last.
 *
 * @example
 * authorize: any(isManager, isOwnDoor)
 *
 * @throws SeamConfigError for a policy that is no function
 */
export const any = <TCall>(...policies: readonly Policy<NoInfer<TCall>>[]): Policy<TCall> => {
  checkPolicies('any', policies);
  return async (call) => {
    let denial: Decision = false;
    for (const policy of policies) {
      const decision = await policy(call);
      if (decision === true) return true;
      if (!isUnauthenticated(denial)) denial = decision;
    }
    return denial;
  };
};

/**
 * Lets a call through when every policy does. They are asked in turn up to the first that does not, which is what the
 * caller is told. Without a policy nothing is let through.
 *
 * @example
 * authorize: all(isSignedIn, isOfOwnTenant)
 *
 * @throws SeamConfigError for a policy that is no function
 */
export const all = <TCall>(...policies: readonly Policy<NoInfer<TCall>>[]): Policy<TCall> => {
  checkPolicies('all', policies);
  return async (call) => {
    let decision: Decision = false;
    for (const policy of policies) {
      decision = await policy(call);
      if (decision !== true) return decision;
    }
    return decision;
  };
};

/**
 * A policy per role. A caller without a role is unauthenticated (401), one whose role has no policy is denied (403).
 *
 * @example
 * authorize: byRole((req) => req.session?.role, { manager: () => true, viewer: ({ endpoint }) => endpoint.endsWith('/list') })
 *
 * @param roleOf finds the caller's role; `undefined` when the caller is not known
 * @throws SeamConfigError when it or a policy is no function
 */
export const byRole = <TCall extends { readonly req: unknown }, TRole extends string>(
  roleOf: (req: TCall['req']) => TRole | undefined | Promise<TRole | undefined>,
  policies: { readonly [R in TRole]?: Policy<TCall> },
): Policy<TCall> => {
  checkFunction('byRole: roleOf', roleOf);
  for (const [role, policy] of Object.entries(policies))
    if (policy !== undefined) checkFunction(`byRole: the policy of ${role}`, policy);
  return async (call) => {
    const role = await roleOf(call.req);
    if (role === undefined) return { deny: 'unauthenticated' };
    const policy = Object.hasOwn(policies, role) ? policies[role] : undefined;
    return policy ? await policy(call) : false;
  };
};
