import { spaces as contract, type Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { noneImplemented } from './not-implemented.ts';

export const spaces: Handlers<typeof contract, WorldContext> = noneImplemented(contract);
