import type { Schema } from './document.ts';
import type { OperationFacts } from './operations.ts';
import { modelsOf } from './write-models.ts';

/** Adds the names of the properties of a schema that are dates and times, at any depth. */
const collect = (schema: Schema, name: string, found: Set<string>): void => {
  if (schema.format === 'date-time') found.add(name);
  for (const [property, child] of Object.entries(schema.properties ?? {})) collect(child, property, found);
  for (const part of [...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) collect(part, name, found);
  if (schema.items) collect(schema.items, name, found);
};

/** The names that are dates and times in the parameters of an endpoint or in a resource. */
export const writeMomentNames = (operations: readonly OperationFacts[]): string => {
  const found = new Set<string>();
  for (const { shape } of operations)
    for (const [name, schema] of Object.entries(shape.properties)) collect(schema, name, found);
  for (const { schema } of modelsOf([...operations])) collect(schema, '', found);
  const names = [...found].toSorted().map((name) => `'${name}'`);
  return `/** The names of parameters and properties that are dates and times. */
export const momentNames: ReadonlySet<string> = new Set([${names.join(', ')}]);`;
};
