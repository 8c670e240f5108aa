import type { AnyEndpoint } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import type { State } from './state.ts';
import { visibleToSession } from './visible-to-session.ts';
import type { WorldContext } from './world.ts';

/** In which collections a parameter's id is looked for. */
const collectionsOf = (state: State) => ({
  access_code_id: [state.accessCodes],
  acs_access_group_id: [state.acsAccessGroups],
  acs_credential_id: [state.acsCredentials],
  acs_entrance_id: [state.acsEntrances],
  acs_system_id: [state.acsSystems],
  acs_user_id: [state.acsUsers],
  action_attempt_id: [state.actionAttempts],
  client_session_id: [state.clientSessions],
  connect_webview_id: [state.connectWebviews],
  connected_account_id: [state.connectedAccounts],
  device_id: [state.devices, state.phones],
  event_id: [state.events],
  thermostat_daily_program_id: [state.thermostatDailyPrograms],
  thermostat_schedule_id: [state.thermostatSchedules],
  user_identity_id: [state.userIdentities],
});

/** The parameters that name what an endpoint is about; those that only filter a list find nothing that is not visible. */
const subjectsOf = ({ as, needs = {}, forms = [] }: AnyEndpoint, params: object): string[] => {
  if (as !== 'page' && as !== 'list') return Object.keys(params);
  return [...Object.keys(needs), ...forms.flat().map((name) => name.replace('?', ''))];
};

/**
 * Lets a caller with a client session act on nothing but what is the session's. What does not exist is left to the
 * handler.
 * @throws SeamUnauthorizedError
 */
export const checkSession = (params: object, context: WorldContext): void => {
  if (context.client_session_id === undefined) return;
  const { world, workspace_id, endpoint } = context;
  const isVisible = visibleToSession(context);
  const collections = collectionsOf(world.state);
  const given: Readonly<Record<string, unknown>> = { ...params };
  for (const name of subjectsOf(endpoint, params)) {
    const kind = name.replace(/s$/, '') as keyof typeof collections;
    const values = [given[name]].flat();
    for (const collection of collections[kind] ?? [])
      for (const id of values) {
        const row = collection.find(String(id), workspace_id);
        if (row && !isVisible(row))
          throw apiError('unauthorized', {
            message: `The client session does not reach the ${kind} ${String(id)}.`,
          });
      }
  }
};
