import { endpoints, type Variant } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { tree } from '../../test/adapters.test-helper.ts';
import { ambiguousNames, dropEmptyStrings, normalizeUuids } from './normalize.ts';
import { builtInSchema } from './schema.ts';

describe('ambiguousNames', () => {
  it('lists the endpoints that accept two references to one resource', () => {
    const found: Record<string, readonly (readonly string[])[]> = {};
    mapEndpoints(endpoints, (endpoint) => {
      const names = ambiguousNames(endpoint);
      if (names.length > 0) found[endpoint.path] = names;
    });
    expect(found).toEqual({
      '/access_codes/get': [['access_code_id', 'device_id', 'code']],
      '/access_codes/unmanaged/get': [['access_code_id', 'device_id', 'code']],
      '/client_sessions/grant_access': [['client_session_id', 'user_identifier_key']],
      '/devices/get': [['device_id', 'name']],
      '/devices/unmanaged/get': [['device_id', 'name']],
      '/instant_keys/get': [['instant_key_id', 'instant_key_url']],
      '/locks/get': [['device_id', 'name']],
      '/spaces/update': [['space_id', 'space_key']],
    });
  });

  it.each<[string, Variant[], string[][]]>([
    ['two that may come together', [['a?', 'b?'], ['a'], ['b']], [['a', 'b']]],
    ['two that may not', [['a'], ['b']], []],
    ['variants without required parameters', [['a?'], ['b?'], ['a'], ['a?', 'b?']], []],
    ['two parameters that a variant requires together', [['a', 'b'], ['a'], ['b']], []],
    [
      'one that is a part of both',
      [
        ['a', 'b'],
        ['a', 'c'],
        ['a?', 'b?', 'c?'],
      ],
      [],
    ],
  ])('of %s', (_, forms, ambiguous) => {
    expect(ambiguousNames({ variants: forms })).toEqual(ambiguous);
  });
});

describe('normalizeUuids', () => {
  const upper = 'ADA00000-FEED-4ABC-8DEF-0000000000AA';
  const lower = upper.toLowerCase();

  it('converts ids at any depth, and no other strings', () => {
    expect(
      normalizeUuids(
        { device_id: upper, acs_user_ids: [upper], inner: { device_id: upper }, name: upper },
        undefined,
      ),
    ).toEqual({ device_id: lower, acs_user_ids: [lower], inner: { device_id: lower }, name: upper });
  });

  it('does not change free-form records', async () => {
    const schema = await builtInSchema(['devices', 'update'])();
    expect(normalizeUuids({ device_id: upper, custom_metadata: { customer_id: upper } }, schema)).toEqual({
      device_id: lower,
      custom_metadata: { customer_id: upper },
    });
  });

  it('does not change objects of other classes', () => {
    const at = new Date(0);
    expect(normalizeUuids({ at, inner: { at } }, undefined)).toEqual({ at, inner: { at } });
  });
});

describe('dropEmptyStrings', () => {
  const { get, delete: remove, rename } = tree.widgets;

  it.each([get, remove])('drops an empty string of a query string: $verb', (endpoint) => {
    expect(dropEmptyStrings(endpoint, { widget_id: 'w1', name: '', n: 0, ids: [] })).toEqual({
      widget_id: 'w1',
      n: 0,
      ids: [],
    });
  });

  it.each([[['']], [['a', '']], [{ a: '' }], [{ a: [{ b: '' }] }], [[[['']]]]])(
    'rejects an empty string inside of %j in a query string',
    (value) => {
      expect(() => dropEmptyStrings(get, { value })).toThrow(
        expect.objectContaining({ validationErrors: { _errors: [], value: { _errors: ['Empty string'] } } }),
      );
    },
  );

  it('keeps empty strings of a body', () => {
    const params = { name: '', inner: { a: '' } };
    expect(dropEmptyStrings(rename, params)).toBe(params);
  });
});
