import { writeEvent } from '../../events/write-event.ts';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { requestDeletion } from '../access-codes/request-mutation.ts';
import { credentialsOfMethod } from '../access-grants/reach.ts';
import { deleteAcsCredential } from '../acs/credentials/deletion.ts';
import { deleteInstantKey } from '../instant-keys/record.ts';
import { aboutMethod } from './record.ts';

/** Deletes an access method with the codes, the credentials and the instant key it is made of. */
export const deleteAccessMethod = (world: World, method: AccessMethodRow): void => {
  const { state } = world;
  const { access_method_id, instant_key_url } = method;
  const about = aboutMethod(world, method);
  for (const code of state.accessCodes.by('access_method_id', access_method_id)) {
    requestDeletion(world, code);
    // It may take the device some time to remove the code, which then belongs to nothing.
    state.accessCodes.patch(code.access_code_id, { access_method_id: undefined });
  }
  for (const credential of credentialsOfMethod(world, access_method_id))
    deleteAcsCredential(world, credential);
  if (instant_key_url !== undefined)
    for (const key of state.instantKeys.by('instant_key_url', instant_key_url)) deleteInstantKey(world, key);
  state.methodCredentials.deleteLeft(access_method_id);
  state.grantMethods.deleteRight(access_method_id);
  state.accessMethods.delete(access_method_id);
  writeEvent(world, 'access_method.deleted', about);
};
