import type { endpoints, Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { accessCodes } from './access-codes.ts';
import { accessGrants } from './access-grants.ts';
import { accessMethods } from './access-methods.ts';
import { acs } from './acs.ts';
import { actionAttempts } from './action-attempts.ts';
import { clientSessions } from './client-sessions.ts';
import { connectWebviews } from './connect-webviews.ts';
import { connectedAccounts } from './connected-accounts.ts';
import { customers } from './customers.ts';
import { devices } from './devices.ts';
import { events } from './events.ts';
import { instantKeys } from './instant-keys.ts';
import { locks } from './locks.ts';
import { noiseSensors } from './noise-sensors.ts';
import { phones } from './phones.ts';
import { spaces } from './spaces.ts';
import { thermostats } from './thermostats.ts';
import { userIdentities } from './user-identities.ts';
import { webhooks } from './webhooks.ts';
import { workspaces } from './workspaces.ts';

/** What the fake answers, endpoint by endpoint. One that the contract has and this has not does not compile. */
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
