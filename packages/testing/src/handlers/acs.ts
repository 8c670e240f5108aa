import { acs as contract, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { acsEntrances } from './acs/entrances.ts';
import { acsSystems } from './acs/systems.ts';
import { acsUsers } from './acs/users.ts';
import { noneImplemented } from './not-implemented.ts';

export const acs: Handlers<typeof contract, WorldContext> = {
  accessGroups: noneImplemented(contract.accessGroups),
  credentials: noneImplemented(contract.credentials),
  encoders: noneImplemented(contract.encoders),
  entrances: acsEntrances,
  systems: acsSystems,
  users: acsUsers,
};
