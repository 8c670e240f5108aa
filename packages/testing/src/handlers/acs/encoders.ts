import { acs, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../../world.ts';
import { noneImplemented } from '../not-implemented.ts';

export const acsEncoders: Handlers<typeof acs.encoders, WorldContext> = noneImplemented(acs.encoders);
