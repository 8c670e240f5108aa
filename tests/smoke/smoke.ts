import {
  createSeam,
  createSeamFrom,
  isSeamError,
  paginate,
  userIdentities,
  withResponse,
  type SeamOptions,
} from '@org/seam-core';

const unknown = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const failure = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isSeamError(error) ? `${error.name} ${error.outcome}` : error;
};

/** A smoke test of the client. It must have the same result in every supported runtime. */
export const smoke = async (options: SeamOptions): Promise<unknown> => {
  const seam = createSeam(options);
  const [ada] = await seam.userIdentities.list({ search: 'Ada' });
  const user_identity_id = ada?.user_identity_id ?? '';
  const count = async () => (await seam.userIdentities.listAccessibleDevices({ user_identity_id })).length;
  const [device] = await seam.devices.list({ search: 'Storage' });
  const device_id = device?.device_id ?? '';
  const counts = [await count()];
  await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
  counts.push(await count());
  await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
  counts.push(await count());
  const names: string[] = [];
  for await (const person of paginate(seam.userIdentities.list, { limit: 3 }))
    names.push(person.display_name);
  const { status, attempts } = await withResponse(seam.devices.get, { device_id });
  const small = createSeamFrom({ userIdentities }, options);
  return {
    counts,
    people: names.length,
    response: { status, attempts },
    small: (await small.userIdentities.get({ user_identity_id })).full_name,
    notFound: await failure(seam.devices.get({ device_id: unknown })),
    notSent: await failure(seam.acs.users.revokeAccessToAllEntrances({} as never)),
    aborted: await failure(seam.devices.list({}, { signal: AbortSignal.abort() })),
    invalid: await failure(seam.devices.get({ device_id: 'x' })),
  };
};

/** The expected result. */
export const expectedSmoke = {
  counts: [1, 2, 1],
  people: 8,
  response: { status: 200, attempts: 1 },
  small: 'Ada Okafor',
  notFound: 'SeamNotFoundError rejected',
  notSent: 'SeamInvalidInputError not_sent',
  aborted: 'SeamAbortError not_sent',
  invalid: 'SeamInvalidInputError rejected',
};
