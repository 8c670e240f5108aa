import type { acs as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { acsAccessGroups } from './acs/access-groups.ts';
import { acsCredentials } from './acs/credentials.ts';
import { acsEncoders } from './acs/encoders.ts';
import { acsEntrances } from './acs/entrances.ts';
import { acsSystems } from './acs/systems.ts';
import { acsUsers } from './acs/users.ts';

export const acs: Handlers<typeof contract, WorldContext> = {
  accessGroups: acsAccessGroups,
  credentials: acsCredentials,
  encoders: acsEncoders,
  entrances: acsEntrances,
  systems: acsSystems,
  users: acsUsers,
};
