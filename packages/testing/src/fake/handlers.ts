import { endpoints, type Handlers } from '@org/seam-core';
import { mapEndpoints, suggest, valueAt } from '@org/seam-core/internal';
import { apiError, type HandlerContext } from '@org/seam-server';
import { errorResponse } from '@org/seam-server/internal';
import { accessCodes } from '../resources/access-codes/handlers.ts';
import { accessGrants } from '../resources/access-grants/handlers.ts';
import { accessMethods } from '../resources/access-methods/handlers.ts';
import { acs } from '../resources/acs/handlers.ts';
import { actionAttempts } from '../resources/action-attempts/handlers.ts';
import { clientSessions } from '../resources/client-sessions/handlers.ts';
import { connectWebviews } from '../resources/connect-webviews/handlers.ts';
import { connectedAccounts } from '../resources/connected-accounts/handlers.ts';
import { customers } from '../resources/customers/handlers.ts';
import { devices } from '../resources/devices/handlers.ts';
import { events } from '../resources/events/handlers.ts';
import { instantKeys } from '../resources/instant-keys/handlers.ts';
import { locks } from '../resources/locks/handlers.ts';
import { noiseSensors } from '../resources/noise-sensors/handlers.ts';
import { phones } from '../resources/phones/handlers.ts';
import { spaces } from '../resources/spaces/handlers.ts';
import { thermostats } from '../resources/thermostats/handlers.ts';
import { userIdentities } from '../resources/user-identities/handlers.ts';
import { webhooks } from '../resources/webhooks/handlers.ts';
import { workspaces } from '../resources/workspaces/handlers.ts';
import { copyData } from './copy-data.ts';
import type { Journal } from './journal.ts';
import { takeParameters, type UnknownParameter } from './known-parameters.ts';
import { normalizeMoments } from './moment.ts';
import type { Violations } from './violations.ts';
import type { World, WorldContext } from './world.ts';

/** The handlers of all endpoints. A missing one is a type error. */
export const handlers: Handlers<typeof endpoints, WorldContext> = {
  accessCodes,
  accessGrants,
  accessMethods,
  acs,
  actionAttempts,
  clientSessions,
  connectWebviews,
  connectedAccounts,
  customers,
  devices,
  events,
  instantKeys,
  locks,
  noiseSensors,
  phones,
  spaces,
  thermostats,
  userIdentities,
  webhooks,
  workspaces,
};

interface Recorders {
  readonly journal: Journal;
  readonly violations: Violations;
  /** Whether parameters that Seam does not have are an error. Otherwise they are ignored. */
  readonly strict: boolean;
}

/** Records a parameter that the endpoint does not have. @throws SeamInvalidInputError */
const refuseUnknown = (path: string, { place, name, known }: UnknownParameter, violations: Violations) => {
  violations.add(`Unknown parameter ${place} in a call of the handler of ${path}.`);
  throw apiError('invalid_input', {
    message: `${path} has no parameter "${place}".${suggest(name, known)}`,
  });
};

/**
 * The handlers without a caller: bound to one workspace, without parameters that are `undefined`, or that Seam does not have.
 * They share no objects with the caller. The journal has each call.
 */
export const bindHandlers = (
  world: World,
  workspace_id: string,
  { journal, violations, strict }: Recorders,
): Handlers<typeof endpoints, HandlerContext> =>
  mapEndpoints(endpoints, (endpoint, names) => {
    const handler = valueAt(handlers, names) as (params: object, context: object) => unknown;
    const { path, verb, replay } = endpoint;
    return (given: object = {}, { signal }: HandlerContext = {}) => {
      world.clock.settle();
      const { params, unknown } = takeParameters(path, given);
      const recorded = copyData(params);
      const request_id = `request${world.ids.count('request')}`;
      const record = (status: number, applied: boolean): void =>
        journal.add({
          endpoint: path,
          verb,
          params: recorded,
          attempt: journal.attemptOf(path, recorded),
          status,
          applied,
          request_id,
          at: world.clock.timestamp(),
        });
      const context = { world, workspace_id, endpoint, credential: 'api_key', signal };
      try {
        if (strict && unknown) refuseUnknown(path, unknown, violations);
        const result = copyData(handler(normalizeMoments(params), context));
        record(200, replay !== 'safe');
        return result;
      } catch (error) {
        record(errorResponse(error, request_id).status, false);
        throw error;
      }
    };
  }) as Handlers<typeof endpoints, HandlerContext>;
