import type { AnyEndpoint, EndpointPath } from '@org/seam-core';
import { valueAt } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { builtInSchema, type Route } from '@org/seam-server/internal';
import { checkSession } from '../access/session.ts';
import type { CredentialKind } from '../fake/caller.ts';
import { endpointsByPath } from '../fake/endpoint-paths.ts';
import { handlers } from '../fake/handlers.ts';
import type { JournalCall } from '../fake/journal-call.ts';
import type { WorldContext } from '../fake/world.ts';
import type { RateLimits } from './rate-limits.ts';
import { type UndocumentedField, undocumentedFields } from './undocumented-fields.ts';

/** What the journal records of a request while it is processed. */
export interface RequestRecord {
  params: JournalCall['params'];
  credential?: CredentialKind;
  applied: boolean;
}

/** The context of a request over HTTP or `fetch`. */
export interface ResponderContext extends WorldContext {
  readonly record: RequestRecord;
  readonly rateLimits: RateLimits;
}

const undocumentedFieldOf = (path: string): UndocumentedField | undefined =>
  undocumentedFields[path as EndpointPath];

type Handler = (params: JournalCall['params'], context: ResponderContext) => unknown;

/** A handler with the checks of sessions and rate limits. It records when a change was applied. */
const checked =
  ({ path, replay }: AnyEndpoint, handler: Handler, field: UndocumentedField | undefined) =>
  async (params: JournalCall['params'], context: ResponderContext) => {
    checkSession(params, context);
    const retryAfterMs = context.rateLimits.check(path, params);
    if (retryAfterMs !== undefined) throw apiError('rate_limit_exceeded', { retryAfterMs });
    const readField = field?.begin(params, context);
    const result = await handler(params, context);
    context.record.applied = replay !== 'safe';
    return readField ? readField() : result;
  };

/** The routes that were requested so far: most tests need few. */
const routes = new Map<string, Route<ResponderContext>>();

/** The route of a path, with the undocumented field of its responses; `undefined` when Seam does not have the path. */
export const routeOf = (path: string): Route<ResponderContext> | undefined => {
  const named = endpointsByPath.get(path);
  if (!named || routes.has(path)) return routes.get(path);
  const { endpoint, names } = named;
  const field = undocumentedFieldOf(path);
  const route = {
    endpoint: field ? { ...endpoint, returns: field.name } : endpoint,
    handler: checked(endpoint, valueAt(handlers, names) as Handler, field),
    schema: builtInSchema(names),
  };
  routes.set(path, route);
  return route;
};
