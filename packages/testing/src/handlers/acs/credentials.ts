import { acs, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../../world.ts';
import { noneImplemented } from '../not-implemented.ts';

export const acsCredentials: Handlers<typeof acs.credentials, WorldContext> = noneImplemented(
  acs.credentials,
);
