import type { acs as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { acsEntrances } from './acs/entrances.ts';
import { acsSystems } from './acs/systems.ts';
import { acsUsers } from './acs/users.ts';

export const acs: Handlers<typeof contract, WorldContext> = {
  entrances: acsEntrances,
  systems: acsSystems,
  users: acsUsers,
};
