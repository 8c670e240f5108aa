import { openapi } from '@seamapi/types/connect';
import { describe, expect, it } from 'vitest';
import * as main from '../index.ts';
import * as schemas from '../schemas/index.ts';
import * as internal from '../shared/internal.ts';
import * as webhooks from '../webhooks/index.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { mapEndpoints } from './tree.ts';

const leaves: { endpoint: AnyEndpoint; names: readonly string[] }[] = [];
mapEndpoints(endpoints, (endpoint, names) => leaves.push({ endpoint, names }));

const toSnake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Verbs = Record<string, { 'x-undocumented'?: string; 'x-draft'?: string }>;

const documented = Object.entries<Verbs>(openapi.paths as never).filter(
  ([, { post }]) => post && !post['x-undocumented'] && !post['x-draft'],
);

describe('the contract', () => {
  it('has every documented endpoint, and no other', () => {
    const paths = leaves.map(({ endpoint }) => endpoint.path).toSorted();
    expect(paths).toEqual(documented.map(([path]) => path).toSorted());
    expect(paths.length).toBe(201);
  });

  it('names each endpoint as its path does', () => {
    for (const { endpoint, names } of leaves) expect(endpoint.path).toBe(`/${names.map(toSnake).join('/')}`);
  });

  it('uses a verb that the document declares', () => {
    const verbs = new Map(documented.map(([path, declared]) => [path, Object.keys(declared)]));
    for (const { endpoint } of leaves)
      expect(verbs.get(endpoint.path)).toContain(endpoint.verb.toLowerCase());
  });

  it('knows each verb that the document declares', () => {
    const declared = new Map(documented.map(([path, verbs]) => [path, Object.keys(verbs).toSorted()]));
    for (const { endpoint } of leaves) {
      const { verb, otherVerbs = [] } = endpoint;
      const accepted = [...new Set([verb, ...otherVerbs, 'POST'])].map((one) => one.toLowerCase());
      expect([endpoint.path, accepted.toSorted()]).toEqual([endpoint.path, declared.get(endpoint.path)]);
    }
  });

  it('takes reads for safe, and nothing else', () => {
    for (const { endpoint } of leaves) expect(endpoint.replay === 'safe').toBe(endpoint.verb === 'GET');
  });

  it('has the five endpoints with their verbs, and may replay each', () => {
    const { userIdentities, acs } = endpoints;
    const five = [
      userIdentities.grantAccessToDevice,
      userIdentities.revokeAccessToDevice,
      userIdentities.removeAcsUser,
      userIdentities.delete,
      acs.users.revokeAccessToAllEntrances,
    ];
    expect(five.map(({ verb, path, replay }) => `${verb} ${path} ${replay}`)).toEqual([
      'PUT /user_identities/grant_access_to_device idempotent',
      'DELETE /user_identities/revoke_access_to_device idempotent',
      'DELETE /user_identities/remove_acs_user idempotent',
      'DELETE /user_identities/delete idempotent',
      'POST /acs/users/revoke_access_to_all_entrances idempotent',
    ]);
  });

  it('has the expected verb and replay class for each endpoint', () => {
    const lines = leaves.map(({ endpoint: { verb, path, replay } }) => `${path} ${verb} ${replay}`);
    expect(lines.toSorted()).toMatchSnapshot();
  });

  it('never replays what opens a door', () => {
    expect(endpoints.acs.entrances.unlock.replay).toBe('never');
  });

  it('has a schema for every endpoint', () => {
    for (const { names } of leaves) {
      const schema = names.reduce<unknown>(
        (branch, name) => (branch as Record<string, unknown>)[name],
        schemas,
      );
      expect(schema, names.join('.')).toHaveProperty('~standard.version', 1);
    }
  });
});

describe('what is exported', () => {
  it.each(Object.entries({ main, schemas, webhooks, internal }))('from %s', (_, entry) => {
    expect(Object.keys(entry).toSorted()).toMatchSnapshot();
  });
});
