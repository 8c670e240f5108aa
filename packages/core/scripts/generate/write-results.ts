import { toFile } from './names.ts';
import type { OperationFacts } from './operations.ts';
import { constOf, schemaOf } from './schema-of.ts';
import { importPath } from './tree.ts';
import type { SchemaContext } from './type-of.ts';
import { modelsOf, resultModelOf } from './write-models.ts';

const primitives = ['uuid', 'dateTime', 'email'];

/** A model's schema, and where it stands. */
interface Result {
  readonly type: string;
  readonly home: string;
  readonly text: string;
  /** The models it is made of. */
  readonly parts: readonly string[];
}

const resultsOf = (operations: OperationFacts[]): Result[] =>
  modelsOf(operations).map(({ type, schema, namespace }) => {
    const context: SchemaContext = { imports: new Set(), side: 'result' };
    const text = `export const ${constOf(type)}: v.GenericSchema = ${schemaOf(schema, context)};`;
    return { type, home: namespace, text, parts: [...context.imports].toSorted() };
  });

const writeFile = (home: string, results: readonly Result[]): string => {
  const own = results.filter((result) => result.home === home);
  const body = own.map(({ text }) => text).join('\n\n');
  const up = '../'.repeat(home.split('/').length);
  const used = primitives.filter((primitive) => new RegExp(`\\b${primitive}\\b`).test(body));
  const parts = results.filter(({ type }) => own.some(({ parts }) => parts.includes(type)));
  const imports = [
    `import * as v from 'valibot';`,
    ...(used.length > 0 ? [`import { ${used.join(', ')} } from '${up}../../schemas/params-schema.ts';`] : []),
    ...parts.map((part) => `import { ${constOf(part.type)} } from '${importPath(home, part.home)}';`),
  ];
  return `${imports.join('\n')}\n\n${body}`;
};

const writeLoaders = (operations: OperationFacts[], results: readonly Result[]): string => {
  const loaders = results.map(
    ({ type, home }) => `${type}: async () => (await import('./${toFile(home)}.ts')).${constOf(type)},`,
  );
  const models = operations.flatMap((operation) =>
    operation.returns ? [`'${operation.path}': '${resultModelOf(operation)}',`] : [],
  );
  const parts = results
    .filter(({ parts }) => parts.length > 0)
    .map(({ type, parts }) => `${type}: ${JSON.stringify(parts)},`);
  return `/** The schema of each model, loaded when something describes it. */
export const resultLoaders = {\n${loaders.join('\n')}\n};

/** The name of a model. */
export type ResultModel = keyof typeof resultLoaders;

/** The model that an endpoint returns, alone or in a list. */
export const resultModels: Readonly<Record<string, ResultModel>> = {\n${models.join('\n')}\n};

/** The models that others are made of. */
export const resultParts: { readonly [M in ResultModel]?: readonly ResultModel[] } = {\n${parts.join('\n')}\n};`;
};

/** Writes a schema per returned model, a loader for each, and the model of each endpoint. */
export const writeResults = (operations: OperationFacts[]): Map<string, string> => {
  const results = resultsOf(operations);
  const homes = new Set(results.map(({ home }) => home));
  const files = new Map([...homes].map((home) => [`results/${toFile(home)}.ts`, writeFile(home, results)]));
  return files.set('results/loaders.ts', writeLoaders(operations, results));
};
