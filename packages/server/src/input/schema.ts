import { schemaLoaders, valueAt } from '@org/seam-core/internal';

/** The part of the Standard Schema interface that is used here, so that any library's schema will do. */
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

/** Loads the schema of an endpoint's parameters; called once, when the endpoint is first called. */
export type SchemaLoader = () => StandardSchema | undefined | Promise<StandardSchema | undefined>;

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

/** The parts of a valibot schema that say how a parameter is meant. Other libraries' schemas have none of them. */
export interface SchemaShape {
  readonly type?: string;
  readonly wrapped?: SchemaShape;
  readonly entries?: Readonly<Record<string, SchemaShape>>;
  readonly item?: SchemaShape;
}

/** The schema inside of what makes it optional or nullable. */
export const unwrap = (schema: SchemaShape | undefined): SchemaShape =>
  schema?.wrapped ? unwrap(schema.wrapped) : (schema ?? {});
