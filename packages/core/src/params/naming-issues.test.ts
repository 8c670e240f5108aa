import type { GenericSchema, ObjectSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSeam } from '../create-seam.ts';
import type { AnyEndpoint } from '../endpoint.ts';
import { endpoints } from '../endpoints.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { mapEndpoints } from '../map-endpoints.ts';
import * as schemas from '../schemas/index.ts';
import { valueAt } from '../value-at.ts';
import { plainName } from './form-problem.ts';

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

interface Leaf {
  readonly endpoint: AnyEndpoint;
  readonly names: readonly string[];
  /** The names of all its parameters. */
  readonly params: readonly string[];
}

const paramsOf = (names: readonly string[]): string[] => {
  const schema = valueAt(schemas, names) as {
    pipe?: readonly [ObjectSchema<Record<string, GenericSchema>, undefined>];
  };
  return Object.keys(schema.pipe?.[0].entries ?? {});
};

const leaves: Leaf[] = [];
mapEndpoints(endpoints, (endpoint, names) => leaves.push({ endpoint, names, params: paramsOf(names) }));
const changes = leaves.filter(({ endpoint }) => endpoint.replay !== 'safe');

/** Changes that name no object, and why they need none. */
const nameless: Readonly<Record<string, string>> = {
  '/client_sessions/create': 'makes an object',
  '/client_sessions/get_or_create': 'makes an object',
  '/connect_webviews/create': 'makes an object',
  '/customers/create_portal': 'makes an object',
  '/spaces/create': 'makes an object',
  '/user_identities/create': 'makes an object',
  '/webhooks/create': 'makes an object',
  '/workspaces/create': 'makes an object',
  '/devices/report_provider_metadata': 'reports a list of devices, which may be empty',
  '/workspaces/reset_sandbox': 'acts on the workspace of the credential',
  '/workspaces/update': 'acts on the workspace of the credential',
};

const isIdentifier = (name: string) => /_(?:id|key)s?$/.test(name);

/** Calls an endpoint and returns whether it was sent. */
const isSent = async ({ names }: Leaf, params: unknown): Promise<boolean> => {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return Response.json({ ok: true });
  };
  const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: false });
  const call = valueAt(seam, names) as (params: unknown) => Promise<unknown>;
  await call(params).catch((error: unknown) => {
    if (sent === 0) expect(isSeamError(error) && error.outcome, names.join('.')).toBe('not_sent');
  });
  return sent > 0;
};

/** The smallest parameters that an endpoint accepts, for each of its forms. */
const legal = ({ needs = {}, forms = [[]] }: AnyEndpoint): Record<string, unknown>[] =>
  forms.map((form) =>
    Object.fromEntries(
      [...Object.keys(needs), ...form.filter((name) => !name.endsWith('?'))].map((name) => [name, id]),
    ),
  );

const empties = [null, '', ' ', [], {}, [null], [''], [[]]].map((empty) => [empty]);

describe.each(empties)('C81: parameters that are all %j', (empty) => {
  it('are not sent by any change that acts on an object', async () => {
    const sent: string[] = [];
    for (const leaf of changes) {
      const params = Object.fromEntries(leaf.params.map((name) => [name, empty]));
      if (await isSent(leaf, params)) sent.push(leaf.endpoint.path);
    }
    for (const path of sent) expect(Object.keys(nameless)).toContain(path);
  });
});

describe.each(empties)('C81: one parameter that is %j', (empty) => {
  it('is not sent where it names the object of a change', async () => {
    const sent: string[] = [];
    for (const leaf of changes) {
      const { needs = {}, forms = [] } = leaf.endpoint;
      const objects = [...Object.keys(needs), ...forms.flat().map(plainName)].filter(isIdentifier);
      for (const params of legal(leaf.endpoint))
        for (const name of objects)
          if (await isSent(leaf, { ...params, [name]: empty })) sent.push(`${leaf.endpoint.path} ${name}`);
    }
    expect(sent).toEqual([]);
  });
});

describe('C81: no parameters at all', () => {
  it.each([undefined, {}])('are not sent by any change that acts on an object: %j', async (params) => {
    const sent: string[] = [];
    for (const leaf of changes) if (await isSent(leaf, params)) sent.push(leaf.endpoint.path);
    for (const path of sent) expect(Object.keys(nameless)).toContain(path);
  });
});

it.each(['', ' '])('C81: an identifier that is %j is not sent by any endpoint', async (empty) => {
  const sent: string[] = [];
  for (const leaf of leaves)
    for (const params of legal(leaf.endpoint))
      for (const name of leaf.params.filter(isIdentifier))
        if (await isSent(leaf, { ...params, [name]: empty })) sent.push(`${leaf.endpoint.path} ${name}`);
  expect(sent).toEqual([]);
});

describe('what names its object is sent', () => {
  it('by every endpoint, in each of its forms', async () => {
    for (const leaf of leaves) {
      const { path } = leaf.endpoint;
      const hasNames = path !== '/customers/delete_data';
      for (const params of hasNames ? legal(leaf.endpoint) : [{ customer_keys: ['c1'], space_keys: [] }])
        expect(await isSent(leaf, params), `${path} ${JSON.stringify(params)}`).toBe(true);
    }
  });

  it.each([
    ['a null that clears', endpoints.userIdentities.update, { user_identity_id: id, full_name: null }],
    [
      'a null key that clears',
      endpoints.userIdentities.update,
      { user_identity_id: id, user_identity_key: null },
    ],
    ['a null program', endpoints.thermostats.updateWeeklyProgram, { device_id: id, monday_program_id: null }],
    ['an empty list that clears', endpoints.spaces.update, { space_id: id, device_ids: [] }],
    ['no types of events', endpoints.webhooks.update, { webhook_id: id, event_types: [] }],
    ['no cursor', endpoints.devices.list, { page_cursor: null }],
    ['a filter for unset keys', endpoints.devices.list, { customer_key: null }],
    ['an empty search', endpoints.devices.list, { search: '' }],
  ])('with %s', async (_, endpoint, params) => {
    const leaf = leaves.find((one) => one.endpoint === endpoint);
    expect(leaf && (await isSent(leaf, params))).toBe(true);
  });
});
