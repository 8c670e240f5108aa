import { endpoints } from '@org/seam-core';
import { mapEndpoints, uuid } from '@org/seam-core/internal';
import { builtInSchema, type SchemaShape, unwrap } from '../src/input/schema.ts';

/** A parameter of the contract, at any depth. */
export interface ContractParameter {
  readonly path: string;
  readonly name: string;
  readonly kind: 'text' | 'uuid' | 'record' | 'object' | 'other';
  /** Parameters of the endpoint that contain only this one. */
  readonly sample: (value: unknown) => object;
}

type Place = Pick<ContractParameter, 'path' | 'name' | 'sample'>;

const plain = ['number', 'boolean', 'picklist', 'literal'];

const walk = (place: Place, schema: SchemaShape | undefined): ContractParameter[] => {
  const shape = unwrap(schema);
  const { type = '', entries, item } = shape;
  if (item) return walk({ ...place, sample: (value) => place.sample([value]) }, item);
  const found = (kind: ContractParameter['kind']): ContractParameter => ({ ...place, kind });
  if (entries) return [found('object'), ...members(place, entries)];
  if (type === 'record') return [found('record')];
  if (type === 'union') {
    const { options = [] } = shape as { options?: readonly SchemaShape[] };
    return options.flatMap((option) => walk(place, option));
  }
  if (type === 'string') return [found((shape as unknown) === uuid ? 'uuid' : 'text')];
  if (!plain.includes(type)) throw new Error(`${place.path} ${place.name}: a schema of type ${type}`);
  return [found('other')];
};

const members = (
  { path, sample }: Pick<Place, 'path' | 'sample'>,
  entries: NonNullable<SchemaShape['entries']>,
): ContractParameter[] =>
  Object.entries(entries).flatMap(([name, schema]) =>
    walk({ path, name, sample: (value) => sample({ [name]: value }) }, schema),
  );

/** All parameters of all endpoints of the contract, from their schemas. */
export const contractParameters = async (): Promise<ContractParameter[]> => {
  const loading: Promise<ContractParameter[]>[] = [];
  mapEndpoints(endpoints, ({ path }, names) => {
    const load = async () => {
      const { entries = {} } = unwrap((await builtInSchema(names)()) as SchemaShape | undefined);
      return members({ path, sample: (value) => value as object }, entries);
    };
    loading.push(load());
  });
  return (await Promise.all(loading)).flat();
};
