import type { FakeSeam } from '@org/seam-testing';

const required = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The fake has no ${what}.`);
  return value;
};

/** Finds the ids of rows in the fake by their names. */
export const findInFake = ({ state }: FakeSeam) => ({
  person: (name: string): string =>
    required(state.userIdentities.list((row) => row.full_name === name)[0], name).user_identity_id,
  lock: (name: string): string =>
    required(state.devices.list((row) => row.display_name === name)[0], name).device_id,
  acsUsers: (name: string) => state.acsUsers.list((row) => row.full_name === name),
});
