import type { AnyEndpoint, Endpoint, EndpointTree, Facts, Replay, Verb } from './endpoint.ts';

/**
 * One endpoint of a `resource`, which adds the path. The type arguments are its parameters and its result. `replay` is
 * required for every verb except `GET`.
 */
export function operation<TParams, TResult>(
  verb: 'GET',
  facts: Facts<TParams, TResult>,
): Endpoint<TParams, TResult>;
export function operation<TParams, TResult>(
  verb: Exclude<Verb, 'GET'>,
  facts: Facts<TParams, TResult> & { replay: Replay },
): Endpoint<TParams, TResult>;
// Lets bundlers drop unused endpoints: without it, the call counts as a side effect.
/* @__NO_SIDE_EFFECTS__ */
export function operation(verb: Verb, facts: Partial<AnyEndpoint>): unknown {
  return { verb, replay: 'safe', ...facts };
}

const toSnake = (letter: string): string => `_${letter.toLowerCase()}`;

/**
 * Defines the endpoints of a resource. The path of each is the resource's path and its own name in snake case, which makes
 * bundles smaller than paths that are written out. Members that are resources themselves keep their paths.
 *
 * @example
 * export const webhooks = resource('/webhooks', {
 *   // /webhooks/list
 *   list: operation<WebhooksListParams, Webhook[]>('GET', { returns: 'webhooks', as: 'list' }),
 * });
 */
/* @__NO_SIDE_EFFECTS__ */
export function resource<TMembers extends EndpointTree>(path: string, members: TMembers): TMembers {
  // Runs for all 201 endpoints when the package is imported.
  for (const name in members) {
    const member = members[name] as { verb?: unknown; path?: string };
    if (member.verb) member.path = `${path}/${name.replaceAll(/[A-Z]/g, toSnake)}`;
  }
  return members;
}
