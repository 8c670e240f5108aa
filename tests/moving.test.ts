import * as ours from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import * as official from '@seamapi/http/connect';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../docs/moving-from-the-official-sdk.md'), 'utf8');

const rows = [...page.matchAll(/^\| ([^|`]+?) +\| `([^`]+)` +\| `([^`]+)` +\|$/gm)].map(
  ([, what = '', theirs = '', here = '']) => ({ what, theirs, here }),
);

/** Runs the code of a cell against a new fake. Returns its result and the remaining access in the fake. */
const run = async (code: string, client: 'official' | 'ours') => {
  await using fake = createFakeSeam();
  const { url: endpoint } = await fake.listen();
  const { apiKey, workspaceId, state } = fake;
  const [person] = state.userIdentities.list();
  const user_identity_id = person?.user_identity_id ?? '';
  const scope = {
    ...(client === 'official' ? official : ours),
    seam:
      client === 'official'
        ? official.SeamHttp.fromApiKey(apiKey, { endpoint })
        : ours.createSeam({ apiKey, endpoint }),
    apiKey,
    endpoint,
    workspaceId,
    token: fake.add.personalAccessToken(),
    user_identity_id,
    device_id: state.deviceAccess.rightsOf(user_identity_id)[0],
    acs_user_id: state.acsUsers.list((user) => user.user_identity_id === user_identity_id)[0]?.acs_user_id,
    unknown: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3',
  };
  // eslint-disable-next-line typescript/no-implied-eval -- the code is in this repository
  const cell = new Function(...Object.keys(scope), `return (async () => (${code}))()`) as (
    ...values: unknown[]
  ) => Promise<unknown>;
  const result = await cell(...Object.values(scope));
  const remaining = [...state.userIdentities].map((identity) => [
    identity.full_name,
    state.deviceAccess.rightsOf(identity.user_identity_id),
    state.acsUsers
      .list((user) => user.user_identity_id === identity.user_identity_id)
      .map((user) => state.entranceAccess.rightsOf(user.acs_user_id)),
  ]);
  return { result, remaining };
};

it('the page has 17 rows', () => {
  expect(rows.length).toBe(17);
});

it.each(rows)('$what has the same result', async ({ theirs, here }) => {
  const [before, after] = [await run(theirs, 'official'), await run(here, 'ours')];
  expect(after).toEqual(before);
  expect([undefined, true].includes(after.result as never) || after.result).toBeTruthy();
});
