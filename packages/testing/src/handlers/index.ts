import type { endpoints, Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { acs } from './acs.ts';
import { devices } from './devices.ts';
import { userIdentities } from './user-identities.ts';
import { workspaces } from './workspaces.ts';

/** What the fake answers, endpoint by endpoint. One that the contract has and this has not does not compile. */
export const handlers: Handlers<typeof endpoints, WorldContext> = {
  acs,
  devices,
  userIdentities,
  workspaces,
};
