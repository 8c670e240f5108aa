import * as ours from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import * as official from '@seamapi/http/connect';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../docs/moving-from-the-official-sdk.md'), 'utf8');

const rows = [...page.matchAll(/^\| ([^|`]+?) +\| `([^`]+)` +\| `([^`]+)` +\|$/gm)].map(
  ([, what = '', theirs = '', here = '']) => ({ what, theirs, here }),
);

/** The statements of a cell. The value of the last one is the result. */
const toBody = (code: string): string => code.replace(/(^|; )(?!.*; )/, '$1return ');

/** Runs the code of a cell against a new fake. Returns its result and the remaining access in the fake. */
const run = async (code: string, client: 'official' | 'ours') => {
  await using fake = createFakeSeam();
  const { url: endpoint } = await fake.listen();
  const { apiKey, workspaceId, state } = fake;
  vi.stubEnv('SEAM_ENDPOINT', endpoint);
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
    publishableKey: state.workspaces.get(workspaceId)?.publishable_key ?? '',
    userIdentifierKey: 'user-7ad2566e',
    token: fake.add.personalAccessToken(),
    consoleToken: fake.add.consoleSession(),
    sessionToken: fake.add.clientSession({ user_identity_id }).token,
    otherSessionToken: fake.add.clientSession({ user_identity_id }).token,
    user_identity_id,
    device_id: state.deviceAccess.rightsOf(user_identity_id)[0],
    acs_user_id: state.acsUsers.list((user) => user.user_identity_id === user_identity_id)[0]?.acs_user_id,
    lock_id: state.devices.list((device) => device.can_remotely_unlock === true)[0]?.device_id,
    unknown: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3',
  };
  // eslint-disable-next-line typescript/no-implied-eval -- the code is in this repository
  const cell = new Function(...Object.keys(scope), `return (async () => { ${toBody(code)} })()`) as (
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

afterEach(() => {
  vi.unstubAllEnvs();
});

it('the page has a row for everything that is compared', () => {
  expect(rows.length).toBe(40);
});

it.each(rows)('$what has the same result', async ({ theirs, here }) => {
  const [before, after] = [await run(theirs, 'official'), await run(here, 'ours')];
  expect(after).toEqual(before);
  expect([undefined, true].includes(after.result as never) || after.result).toBeTruthy();
});

const errorNames = [...page.matchAll(/^\| `(\w+Error)` +\| (`Seam\w+Error`.*?) +\|$/gm)].map(
  ([, theirs = '', here = '']) => ({
    theirs,
    here: [...here.matchAll(/`(Seam\w+Error)`/g)].map(([, name]) => name as keyof ours.SeamErrors),
  }),
);

it('the page names every error class of the official SDK', () => {
  const isBase = (name: string) =>
    ['SeamActionAttemptError', 'SeamHttpWithoutWorkspaceInvalidOptionsError'].includes(name);
  const classes = Object.keys(official).filter((name) => /^[A-Z]\w+Error$/.test(name) && !isBase(name));
  expect(errorNames.map(({ theirs }) => theirs).toSorted()).toEqual([...classes, 'AxiosError'].toSorted());
});

it.each(errorNames)('$theirs has the counterparts $here', ({ here }) => {
  for (const name of here) expect(ours.isSeamError(new Error('another'), name)).toBe(false);
  expect(here.every((name) => name in ours)).toBe(true);
});
