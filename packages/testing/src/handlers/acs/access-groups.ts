import { acs, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../../world.ts';
import { noneImplemented } from '../not-implemented.ts';

export const acsAccessGroups: Handlers<typeof acs.accessGroups, WorldContext> = noneImplemented(
  acs.accessGroups,
);
