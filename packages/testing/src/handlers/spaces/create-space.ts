import type { Space, SpacesCreateParams } from '@org/seam-core';
import { writeEvent } from '../../events/write-event.ts';
import { addSpace } from '../../fixtures/spaces.ts';
import { presentSpace } from '../../present/space.ts';
import { aboutSpace } from '../../spaces/about-space.ts';
import type { WorldContext } from '../../world.ts';
import { checkSpaceKey } from './check-space-key.ts';
import { requireManagedContents } from './require-managed-contents.ts';

/** Makes a space with what shall be in it. */
export const createSpace = (params: SpacesCreateParams, context: WorldContext): Space => {
  const { world, workspace_id } = context;
  checkSpaceKey(params.space_key, context);
  requireManagedContents(params, context);
  const space = addSpace(world, workspace_id, params);
  writeEvent(world, 'space.created', aboutSpace(world, space));
  return presentSpace(world)(space);
};
