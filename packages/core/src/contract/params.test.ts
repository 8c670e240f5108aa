import type { GenericSchema, ObjectSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSeam } from '../client/create-seam.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import * as schemas from '../schemas/index.ts';
import { inOtherRealm } from '../shared/realms.test-helper.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { checkParams } from './params.ts';
import { mapEndpoints, valueAt } from './tree.ts';
import { plainName } from './params.ts';

describe('check params', () => {
  const rename = endpoint<{ widget_id: string; name: string; tags?: unknown }, void>(
    'POST',
    '/widgets/rename',
    { replay: 'idempotent', required: { widget_id: true, name: true } },
  );
  const find = endpoint<{ widget_id: string } | { key: string }, void>('GET', '/widgets/find', {
    variants: [['widget_id'], ['key']],
  });

  const refusal = (params: unknown, of = rename as Parameters<typeof checkParams>[0]) => {
    try {
      checkParams(of, params);
    } catch (error) {
      return error as Error;
    }
    return undefined;
  };

  describe('parameters that are refused before they are sent', () => {
    it('says all that is wrong with them at once', () => {
      expect(refusal({ tags: Number.NaN })).toMatchObject({
        name: 'SeamInvalidInputError',
        outcome: 'not_sent',
        message:
          '/widgets/rename was not called: 3 Input Errors: widget_id is required, name is required, ' +
          'NaN cannot be sent for "tags"',
        validationErrors: {
          _errors: [],
          widget_id: { _errors: ['Required'] },
          name: { _errors: ['Required'] },
          tags: { _errors: ['NaN cannot be sent'] },
        },
      });
    });

    it.each([null, [], 'Ada', 7, true])('are %j, which is no object', (params) => {
      expect(refusal(params)?.message).toContain('Expected an object of parameters');
    });

    it('counts an empty text as none', () => {
      expect(refusal({ widget_id: '', name: 'Ada' })?.message).toBe(
        '/widgets/rename was not called: widget_id is required',
      );
    });

    it.each([
      [{}, 'got none of them.'],
      [{ key: '' }, 'got none of them.'],
      [{ widget_id: 'w1', key: 'k1' }, 'got widget_id and key.'],
    ])('says what to pass instead of %j', (params, got) => {
      expect(refusal(params, find)?.message).toBe(
        `/widgets/find was not called: Pass widget_id, or key; ${got}`,
      );
    });

    const circle: Record<string, unknown> = {};
    circle['inside'] = circle;

    it.each<[string, unknown, string]>([
      ['infinity', Infinity, 'Infinity'],
      ['a function, without its source', () => 'hunter2', 'A function'],
      ['a symbol', Symbol('hunter2'), 'A symbol'],
      ['a bigint', 10n, 'A bigint'],
      ['a moment that is none', new Date(Number.NaN), 'An invalid date'],
      ['a moment of another realm that is none (W50)', inOtherRealm('new Date(NaN)'), 'An invalid date'],
      ['what contains itself', circle, 'A value that is nested too deeply'],
    ])('rejects %s, also nested', (_, value, named) => {
      for (const tags of [value, [value], { inside: [value] }])
        expect(refusal({ widget_id: 'w1', name: 'Ada', tags })?.message).toBe(
          `/widgets/rename was not called: ${named} cannot be sent for "tags"`,
        );
    });

    it('survives a parameter named __proto__', () => {
      const params: unknown = JSON.parse('{"widget_id":"w1","name":"Ada","__proto__":{"polluted":true}}');
      Object.assign((params as Record<string, object>)['__proto__'] ?? {}, { x: () => 1 });
      expect(refusal(params)?.message).toContain('A function cannot be sent for "__proto__"');
      expect({}).not.toHaveProperty('polluted');
    });
  });

  describe('parameters that are sent', () => {
    it('are those that are not undefined', () => {
      const sent = checkParams(rename, { widget_id: 'w1', name: 'Ada', tags: undefined });
      expect(Object.keys(sent)).toEqual(['widget_id', 'name']);
    });

    it('may be null, false, 0, a list, a date or a record', () => {
      const params = { widget_id: 'w1', name: 'Ada', a: null, b: false, c: 0, d: [1, 'x'], e: new Date(0) };
      expect(checkParams(rename, { ...params, f: { g: { h: null } } })).toEqual({
        ...params,
        f: { g: { h: null } },
      });
    });

    it('are a copy of what was passed', () => {
      const params = Object.freeze({ widget_id: 'w1', name: 'Ada' });
      expect(checkParams(rename, params)).not.toBe(params);
    });

    it('are none when none are passed and none are needed', () => {
      expect(checkParams(endpoint<object, void>('GET', '/widgets/list', {}), undefined)).toEqual({});
    });
  });
});

describe('naming issues', () => {
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
    '/workspaces/reset_sandbox': 'changes the workspace of the credential',
    '/workspaces/update': 'changes the workspace of the credential',
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

  /** The smallest parameters that an endpoint accepts, for each of its variants. */
  const legal = ({ required = {}, variants = [[]] }: AnyEndpoint): Record<string, unknown>[] =>
    variants.map((variant) =>
      Object.fromEntries(
        [...Object.keys(required), ...variant.filter((name) => !name.endsWith('?'))].map((name) => [
          name,
          id,
        ]),
      ),
    );

  const empties = [null, '', ' ', [], {}, [null], [''], [[]]].map((empty) => [empty]);

  describe.each(empties)('C81: parameters that are all %j', (empty) => {
    it('are rejected by every change of an object', async () => {
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
        const { required = {}, variants = [] } = leaf.endpoint;
        const objects = [...Object.keys(required), ...variants.flat().map(plainName)].filter(isIdentifier);
        for (const params of legal(leaf.endpoint))
          for (const name of objects)
            if (await isSent(leaf, { ...params, [name]: empty })) sent.push(`${leaf.endpoint.path} ${name}`);
      }
      expect(sent).toEqual([]);
    });
  });

  describe('C81: no parameters at all', () => {
    it.each([undefined, {}])('are rejected by every change of an object: %j', async (params) => {
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
    it('by every endpoint, in each of its variants', async () => {
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
      [
        'a null program',
        endpoints.thermostats.updateWeeklyProgram,
        { device_id: id, monday_program_id: null },
      ],
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
});
