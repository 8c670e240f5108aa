import { expect, it } from 'vitest';
import type { Form } from '../../endpoint.ts';
import { endpoints } from '../../endpoints.ts';
import { mapEndpoints } from '../../map-endpoints.ts';
import { ambiguousNames } from './ambiguous-names.ts';

it('the endpoints that take two names for one thing are these', () => {
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

it.each<[string, Form[], string[][]]>([
  ['two that may come together', [['a?', 'b?'], ['a'], ['b']], [['a', 'b']]],
  ['two that may not', [['a'], ['b']], []],
  ['forms that need nothing', [['a?'], ['b?'], ['a'], ['a?', 'b?']], []],
  ['two of which a form needs both', [['a', 'b'], ['a'], ['b']], []],
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
  expect(ambiguousNames({ forms })).toEqual(ambiguous);
});
