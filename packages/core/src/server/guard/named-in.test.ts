import { expect, it } from 'vitest';
import { namedIn } from './named-in.ts';

it('finds texts in lists and inside of objects, by the name they were given', () => {
  const params = { user_identity_ids: ['u1', 'u2'], limit: 3, requested: [{ device: { device_id: 'd1' } }] };
  expect(namedIn(params)).toEqual([
    { name: 'user_identity_ids', value: 'u1' },
    { name: 'user_identity_ids', value: 'u2' },
    { name: 'device_id', value: 'd1' },
  ]);
});

it('leaves out what the caller named itself', () => {
  const own = { device_id: 'd1' };
  expect(
    namedIn({ custom_metadata: own, custom_metadata_has: own, users: [{ custom_metadata: own }] }),
  ).toEqual([]);
});
