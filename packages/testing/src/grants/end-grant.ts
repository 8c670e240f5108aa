import type { World } from '../world.ts';
import { methodsOfGrant } from './methods-of-grant.ts';
import { provisionGrant } from './provision-grant.ts';
import { revokeMethod } from './revoke-method.ts';

interface End {
  readonly access_grant_id: string;
  readonly ends_at: string;
}

/** Ends an access grant when its time is over, unless that was changed meanwhile: nothing it issued opens anything. */
export const endGrant = (world: World, { access_grant_id, ends_at }: End): void => {
  if (world.state.accessGrants.get(access_grant_id)?.ends_at !== ends_at) return;
  for (const method of methodsOfGrant(world, access_grant_id)) revokeMethod(world, method);
  provisionGrant(world, access_grant_id);
};
