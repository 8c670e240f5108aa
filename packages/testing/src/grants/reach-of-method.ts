import type { World } from '../world.ts';
import { codesOfMethod } from './codes-of-method.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';

/** The devices that have a code of an access method. */
export const devicesOfMethod = (world: World, access_method_id: string): string[] =>
  codesOfMethod(world, access_method_id).map(({ device_id }) => device_id);

/** The entrances for which an access method has credentials. */
export const entrancesOfMethod = (world: World, access_method_id: string): string[] =>
  credentialsOfMethod(world, access_method_id).flatMap(({ acs_credential_id }) =>
    world.state.credentialEntrances.rightsOf(acs_credential_id),
  );
