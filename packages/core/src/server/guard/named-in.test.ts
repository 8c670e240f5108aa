import { expect, it } from 'vitest';
import { endpoints } from '../../endpoints.ts';
import { mapEndpoints } from '../../map-endpoints.ts';
import { builtInSchema } from '../params/load-schema.ts';
import { unwrap, type SchemaShape } from '../params/schema-shape.ts';
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

it('knows every parameter of the contract whose names are the caller’s own', async () => {
  const loading: Promise<{ path: string; schema: SchemaShape | undefined }>[] = [];
  mapEndpoints(endpoints, ({ path }, names) => {
    const load = async () => ({ path, schema: (await builtInSchema(names)()) as SchemaShape | undefined });
    loading.push(load());
  });
  const records = new Set<string>();
  const look = (name: string, schema: SchemaShape | undefined): void => {
    const shape = unwrap(schema);
    if (shape.type === 'record') records.add(name);
    if (shape.item) look(name, shape.item);
    for (const [inner, member] of Object.entries(shape.entries ?? {})) look(inner, member);
  };
  for (const { path, schema } of await Promise.all(loading)) look(path, schema);
  expect(records.size).toBeGreaterThan(1);
  for (const name of records) expect([name, namedIn({ [name]: { device_id: 'd1' } })]).toEqual([name, []]);
});
