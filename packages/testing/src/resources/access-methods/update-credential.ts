import type { World } from '../../fake/world.ts';
import { withEntranceEvents } from './entrance-events.ts';
import { settleMethod } from './issue.ts';
import { grantsOfMethod } from './rules.ts';

/** The period and the entrances that a credential of an access method gets. */
interface CredentialUpdate {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly acs_entrance_ids: readonly string[];
}

/** Changes a credential when its access system has done so, and settles the access methods made of it. */
export const updateCredential = (
  world: World,
  acs_credential_id: string,
  { starts_at, ends_at, acs_entrance_ids }: CredentialUpdate,
): void => {
  const { acsCredentials, acsEntrances, credentialEntrances, methodCredentials, methodExceptions } =
    world.state;
  const methods = methodCredentials.leftsOf(acs_credential_id);
  // Meanwhile an entrance may have been deleted, or its access revoked.
  const entrances = acs_entrance_ids.filter(
    (id) => acsEntrances.get(id) && !methods.some((method) => methodExceptions.has(method, id)),
  );
  let run = () => {
    acsCredentials.patch(acs_credential_id, {
      starts_at: starts_at ?? undefined,
      ends_at: ends_at ?? undefined,
    });
    credentialEntrances.deleteLeft(acs_credential_id);
    for (const id of entrances) credentialEntrances.add(acs_credential_id, id);
  };
  for (const grant of methods.flatMap((id) => grantsOfMethod(world, id))) {
    const inner = run;
    run = () => withEntranceEvents(world, grant, inner);
  }
  run();
  for (const id of methods) settleMethod(world, id);
};
