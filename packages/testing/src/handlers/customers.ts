import type { customers as contract, Handlers } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { createPortal } from './customers/create-portal.ts';
import { deleteData } from './customers/delete-data.ts';
import { pushData } from './customers/push-data.ts';

export const customers: Handlers<typeof contract, WorldContext> = { createPortal, deleteData, pushData };
