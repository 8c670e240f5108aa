import { endpoints, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { acs } from './acs.ts';
import { devices } from './devices.ts';
import { noneImplemented } from './not-implemented.ts';
import { userIdentities } from './user-identities.ts';
import { workspaces } from './workspaces.ts';

/** What the fake answers, endpoint by endpoint. One that the contract has and this has not does not compile. */
export const handlers: Handlers<typeof endpoints, WorldContext> = {
  accessCodes: noneImplemented(endpoints.accessCodes),
  accessGrants: noneImplemented(endpoints.accessGrants),
  accessMethods: noneImplemented(endpoints.accessMethods),
  acs,
  actionAttempts: noneImplemented(endpoints.actionAttempts),
  clientSessions: noneImplemented(endpoints.clientSessions),
  connectedAccounts: noneImplemented(endpoints.connectedAccounts),
  connectWebviews: noneImplemented(endpoints.connectWebviews),
  customers: noneImplemented(endpoints.customers),
  devices,
  events: noneImplemented(endpoints.events),
  instantKeys: noneImplemented(endpoints.instantKeys),
  locks: noneImplemented(endpoints.locks),
  noiseSensors: noneImplemented(endpoints.noiseSensors),
  phones: noneImplemented(endpoints.phones),
  spaces: noneImplemented(endpoints.spaces),
  thermostats: noneImplemented(endpoints.thermostats),
  userIdentities,
  webhooks: noneImplemented(endpoints.webhooks),
  workspaces,
};
