import { components, resolve, type Schema } from './document.ts';
import type { Documentation } from './glossary.ts';
import { toFile, toModel, toPascal, toSingular, toSnake } from './names.ts';
import type { OperationFacts } from './operations.ts';
import { importPath } from './tree.ts';
import { commentOf, memberOf, typeOf, type TypeContext } from './type-of.ts';
import { memberTypeOf, tagOf, unionOf } from './union-of.ts';

const shared = ['Uuid', 'DateTime'];

interface Model {
  type: string;
  schema: Schema;
  namespace: string;
}

const namespaceOf = (name: string, schema: Schema): string =>
  schema['x-route-path']?.slice(1) ?? (name === 'pagination' ? 'pagination' : `${name}s`);

const referencesOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [resolve(member).name] : referencesOf(member),
  );
};

const reachable = (schema: unknown, seen = new Set<string>()): Set<string> => {
  for (const name of referencesOf(schema))
    if (!seen.has(name)) {
      seen.add(name);
      reachable(components[name], seen);
    }
  return seen;
};

const itemOf = (schema: Schema): Schema => (schema.type === 'array' ? (schema.items ?? {}) : schema);

/** The model that an endpoint returns, alone or in a list. The document sometimes spells it out on the spot. */
export const resultModelOf = ({ returns, namespace }: OperationFacts): string => {
  if (!returns) return 'void';
  const item = itemOf(returns.schema);
  const last = namespace.split('/').at(-1) ?? '';
  return item.$ref ? toModel(resolve(item.$ref).name) : toPascal(`${last}_${toSingular(returns.key)}`);
};

/** The type that an endpoint returns, of one item where it returns a list. */
export const itemTypeOf = (operation: OperationFacts): string => {
  const { path, returns, actionType } = operation;
  const model = resultModelOf(operation);
  if (actionType === undefined) return model;
  const { $ref = '' } = returns?.schema ?? {};
  if (!resolve($ref).schema.oneOf?.some((member) => tagOf(member) === actionType))
    throw new Error(`${path} returns an action attempt of the unknown type ${actionType}.`);
  return memberTypeOf(model, actionType);
};

/** The type that an endpoint returns. */
export const resultTypeOf = (operation: OperationFacts): string =>
  itemTypeOf(operation) + (operation.returns?.schema.type === 'array' ? '[]' : '');

/** The models that the endpoints return, what these refer to, and how a list is paged. */
export const modelsOf = (operations: OperationFacts[]): Model[] => {
  const results = operations.flatMap((operation) => (operation.returns ? [operation] : []));
  const named = [...reachable(results.map((operation) => operation.returns?.schema)), 'pagination'].map(
    (name) => {
      const { schema } = resolve(name);
      return { type: toModel(name), schema, namespace: namespaceOf(name, schema) };
    },
  );
  const onTheSpot = results.flatMap((operation) => {
    const item = itemOf(operation.returns?.schema ?? {});
    const type = resultModelOf(operation);
    // What is made of other models has a file of its own: otherwise two files of models import each other.
    const namespace = referencesOf(item).length > 0 ? toSnake(type) : operation.namespace;
    return item.$ref ? [] : [{ type, schema: item, namespace }];
  });
  return [...new Map([...named, ...onTheSpot].map((model) => [model.type, model])).values()];
};

/** `errors` → `AcsUserError`: the item types worth a name of their own. */
const itemTypes: Record<string, string> = {
  errors: 'Error',
  warnings: 'Warning',
  pending_mutations: 'PendingMutation',
};

const declarationsOf = ({ type, schema }: Model, context: TypeContext): string => {
  if (schema.oneOf) return unionOf(type, schema.oneOf, context);
  const comment = commentOf(context.documentation.model(type));
  const extra: string[] = [];
  const required = schema.required ?? [];
  const members = Object.entries(schema.properties ?? {})
    .filter(([name, property]) => !property['x-undocumented'] || required.includes(name))
    .map(([name, property]) => {
      const suffix = itemTypes[name];
      const isRequired = required.includes(name);
      if (!suffix || !property.items?.oneOf)
        return memberOf(name, property, { ...context, required: isRequired });
      const place = [...context.place, name];
      extra.push(`export type ${type}${suffix} = ${typeOf(property.items, { ...context, place })};`);
      const member = isRequired
        ? `${name}: ${type}${suffix}[];`
        : `${name}?: ${type}${suffix}[] | undefined;`;
      return `${commentOf(context.documentation.field(place))}${member}`;
    });
  return [`${comment}export interface ${type} {\n${members.join('\n')}\n}`, ...extra].join('\n\n');
};

/** Where each type that an endpoint returns or refers to is declared. */
export const modelHomes = (operations: OperationFacts[]): Map<string, string> => {
  const homes = new Map(modelsOf(operations).map(({ type, namespace }) => [type, namespace]));
  for (const operation of operations) {
    const home = homes.get(resultModelOf(operation));
    if (home !== undefined) homes.set(itemTypeOf(operation), home);
  }
  return homes;
};

/** Import lines for the model types a file mentions; `to` leads from the file to the folder of models. */
export const modelImports = (
  types: Iterable<string>,
  homes: Map<string, string>,
  to: (home: string) => string | undefined,
): string => {
  const byFile = new Map<string, string[]>();
  for (const type of [...new Set(types)].toSorted()) {
    const home = shared.includes(type) ? 'primitives' : homes.get(type);
    const path = home === undefined ? undefined : to(home);
    if (path !== undefined) byFile.set(path, [...(byFile.get(path) ?? []), type]);
  }
  return [...byFile].map(([path, names]) => `import type { ${names.join(', ')} } from '${path}';`).join('\n');
};

/** One file of types per resource that an endpoint returns, and an index of them. */
export const writeModels = (
  operations: OperationFacts[],
  documentation: Documentation,
): Map<string, string> => {
  const models = modelsOf(operations);
  const homes = modelHomes(operations);
  const files = new Map<string, string>();
  for (const namespace of new Set(homes.values())) {
    const imports = new Set<string>();
    const body = models
      .filter((model) => model.namespace === namespace)
      .map((model) => declarationsOf(model, { imports, side: 'result', documentation, place: [model.type] }))
      .join('\n\n');
    files.set(
      `models/${toFile(namespace)}.ts`,
      `${modelImports(imports, homes, (home) =>
        home === namespace ? undefined : importPath(namespace, home),
      )}\n\n${body}`,
    );
  }
  files.set(
    'models/primitives.ts',
    `/** A UUID, lower case with dashes. */\nexport type Uuid = string;\n\n/** An ISO 8601 date and time with its zone. */\nexport type DateTime = string;`,
  );
  const index = [...new Set(['primitives', ...homes.values()])].toSorted();
  files.set('models/index.ts', index.map((home) => `export type * from './${toFile(home)}.ts';`).join('\n'));
  return files;
};
