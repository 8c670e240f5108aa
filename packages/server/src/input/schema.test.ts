import { endpoints } from '@org/seam-core';
import { mapEndpoints, schemaLoaders } from '@org/seam-core/internal';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createUnguardedRequestHandler } from '../adapters/fetch.ts';
import { builtInSchema, loadOnce } from './schema.ts';

const { userIdentities } = endpoints;
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const handlerWith = (options: { schemas?: object | false }) => {
  const calls: unknown[] = [];
  const tree = { userIdentities: { delete: userIdentities.delete } };
  const handlers = { userIdentities: { delete: (params: object) => void calls.push(params) } };
  const answer = createUnguardedRequestHandler(tree, handlers, options);
  const send = async (query: string) => {
    const url = `http://localhost/user_identities/delete?${query}`;
    const response = await answer(new Request(url, { method: 'DELETE' }));
    return [response?.status, await response?.json()] as unknown[];
  };
  return { calls, send };
};

const refusalOf = (message: string) => [
  400,
  { ok: false, error: expect.objectContaining({ type: 'invalid_input', message }) },
];

describe('parameters are validated', () => {
  it('by the built-in schemas by default', async () => {
    const { calls, send } = handlerWith({});
    expect(await send('user_identity_id=Ada')).toEqual(refusalOf('Invalid uuid for "user_identity_id"'));
    expect(await send('')).toEqual(refusalOf('user_identity_id is required'));
    expect(await send(`user_identity_id=${user_identity_id}`)).toEqual([200, { ok: true }]);
    expect(calls).toEqual([{ user_identity_id }]);
  });

  it('by asynchronous schemas of other Standard Schema libraries', async () => {
    const isKnown = async (id: string) => Promise.resolve(id === 'Ada');
    const schema = z.object({ user_identity_id: z.string().refine(isKnown, 'Unknown person') });
    const { calls, send } = handlerWith({ schemas: { userIdentities: { delete: schema } } });
    expect(await send('user_identity_id=Eve')).toEqual(refusalOf('Unknown person for "user_identity_id"'));
    expect(await send('user_identity_id=Ada')).toEqual([200, { ok: true }]);
    expect(calls).toEqual([{ user_identity_id: 'Ada' }]);
  });

  it('by no schema with `schemas: false`', async () => {
    const { calls, send } = handlerWith({ schemas: false });
    expect(await send('user_identity_id=Ada&force=true')).toEqual([200, { ok: true }]);
    expect(calls).toEqual([{ user_identity_id: 'Ada', force: 'true' }]);
  });

  it.each([{}, { userIdentities: {} }, { userIdentities: { remove: z.object({}) } }])(
    'by the built-in schema where a custom tree has none: %j',
    async (schemas) => {
      const { calls, send } = handlerWith({ schemas });
      expect(await send('user_identity_id=Ada')).toEqual(refusalOf('Invalid uuid for "user_identity_id"'));
      expect(calls).toEqual([]);
    },
  );
});

describe('a built-in schema', () => {
  it('exists for every endpoint of the contract', async () => {
    const loads: Promise<unknown>[] = [];
    mapEndpoints(endpoints, (_, names) => loads.push(Promise.resolve(builtInSchema(names)())));
    const found = await Promise.all(loads);
    expect(found.length).toBeGreaterThan(40);
    expect(found).not.toContain(undefined);
  });

  it('is loaded once', () => {
    const load = builtInSchema(['userIdentities', 'delete']);
    expect(load()).toBe(load());
  });

  it.each([[['nope', 'delete']], [['userIdentities', 'nope', 'deeper']], [[]]])(
    'does not exist at %j',
    async (names) => {
      expect(await builtInSchema(names)()).toBeUndefined();
    },
  );
});

it('loads the module of a schema again when it could not be read', async () => {
  const load = vi.spyOn(schemaLoaders, 'locks').mockRejectedValueOnce(new Error('EMFILE'));
  const find = builtInSchema(['locks', 'lockDoor']);
  await expect(find()).rejects.toThrow('EMFILE');
  expect(await find()).toBeDefined();
  expect(await find()).toBe(await find());
  expect(load).toHaveBeenCalledTimes(2);
  load.mockRestore();
});

it('loads once for requests at the same time, also when it fails', async () => {
  const load = vi.fn(() => Promise.reject(new Error('EMFILE')));
  const once = loadOnce(load);
  const errors = await Promise.allSettled([once(), once()]);
  expect(errors.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(load).toHaveBeenCalledOnce();
});
