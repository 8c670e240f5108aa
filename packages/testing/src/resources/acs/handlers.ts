import type { acs as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { acsAccessGroups } from './access-groups/handlers.ts';
import { acsCredentials } from './credentials/handlers.ts';
import { acsEncoders } from './encoders/handlers.ts';
import { acsEntrances } from './entrances/handlers.ts';
import { acsSystems } from './systems/handlers.ts';
import { acsUsers } from './users/handlers.ts';

export const acs: Handlers<typeof contract, WorldContext> = {
  accessGroups: acsAccessGroups,
  credentials: acsCredentials,
  encoders: acsEncoders,
  entrances: acsEntrances,
  systems: acsSystems,
  users: acsUsers,
};
