import { schemaLoaders, valueAt } from '@org/seam-core/internal';

/** The part of the Standard Schema interface that the router uses. Schemas of any library that implements it work. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export type StandardResult =
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** Loads the schema of an endpoint's parameters. */
export type SchemaLoader = () => StandardSchema | undefined | Promise<StandardSchema | undefined>;

/**
 * Calls a function once, and again only when its promise was rejected: a module that could not be read, as with too many open
 * files, may be read later.
 */
export const loadOnce = <TValue>(load: () => Promise<TValue>): (() => Promise<TValue>) => {
  let loading: Promise<TValue> | undefined;
  const attempt = async (): Promise<TValue> => {
    try {
      return await load();
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return () => (loading ??= attempt());
};

/** Finds the built-in schema of an endpoint by its names in the tree. The module of its resource is loaded on demand. */
export const builtInSchema = (names: readonly string[]): SchemaLoader => {
  const [resource = '', ...rest] = names;
  const load = (schemaLoaders as Record<string, (() => Promise<unknown>) | undefined>)[resource];
  return loadOnce(async () =>
    load ? (valueAt(await load(), rest) as StandardSchema | undefined) : undefined,
  );
};

/**
 * Finds the schema of an endpoint in a custom tree, and the built-in one where the tree has none: a tree for some endpoints must
 * not end the validation of the others. With `false` there are none.
 */
export const schemaFinder =
  (schemas: object | false | undefined) =>
  (names: readonly string[]): SchemaLoader => {
    if (schemas === false) return () => undefined;
    const builtIn = builtInSchema(names);
    return () => (valueAt(schemas, names) as StandardSchema | undefined) ?? builtIn();
  };

/** The parts of a valibot schema that describe a parameter. Schemas of other libraries do not have them. */
export interface SchemaShape {
  readonly type?: string;
  readonly wrapped?: SchemaShape;
  readonly entries?: Readonly<Record<string, SchemaShape>>;
  readonly item?: SchemaShape;
}

/** Returns the inner schema of an optional or nullable one. */
export const unwrap = (schema: SchemaShape | undefined): SchemaShape =>
  schema?.wrapped ? unwrap(schema.wrapped) : (schema ?? {});
