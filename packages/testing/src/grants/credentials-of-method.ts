import type { AcsCredentialRow } from '../rows.ts';
import type { World } from '../world.ts';

/** The ACS credentials an access method is made of, one per access system. */
export const credentialsOfMethod = ({ state }: World, access_method_id: string): AcsCredentialRow[] =>
  state.methodCredentials.rightsOf(access_method_id).flatMap((id) => state.acsCredentials.get(id) ?? []);
