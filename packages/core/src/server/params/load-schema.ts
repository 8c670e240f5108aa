import { schemaLoaders } from '../../generated/schemas/loaders.ts';
import type { SchemaLoader } from '../routes.ts';
import { valueAt } from '../../value-at.ts';
import type { StandardSchema } from './standard-schema.ts';

/** The built-in schema of an endpoint by its names in the tree; its resource's module is loaded on the first call. */
export const builtInSchema = (names: readonly string[]): SchemaLoader => {
  const [resource = '', ...rest] = names;
  const load = (schemaLoaders as Record<string, (() => Promise<unknown>) | undefined>)[resource];
  const find = async () => (load ? (valueAt(await load(), rest) as StandardSchema | undefined) : undefined);
  let found: Promise<StandardSchema | undefined> | undefined;
  return () => (found ??= find());
};

/** The schema of an endpoint in a tree that was passed in. */
const schemaFrom =
  (schemas: unknown) =>
  (names: readonly string[]): SchemaLoader =>
  () =>
    valueAt(schemas, names) as StandardSchema | undefined;

/** How the schemas are found: in a tree that was passed in, nowhere for `false`, otherwise among the built-in ones. */
export const schemaFinder = (
  schemas: object | false | undefined,
): ((names: readonly string[]) => SchemaLoader) =>
  schemas === undefined ? builtInSchema : schemaFrom(schemas || {});
