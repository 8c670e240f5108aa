import type { OperationFacts } from './operations.ts';
import { modelsOf } from './write-models.ts';

/** The names of each resource's properties, as values: core has them as types only. */
export const writePropertyNames = (operations: OperationFacts[]): string => {
  const entries = modelsOf(operations)
    .filter(({ schema }) => schema.properties && !schema.oneOf)
    .map(({ type, schema }) => {
      const names = Object.entries(schema.properties ?? {})
        .filter(([name, property]) => !property['x-undocumented'] || schema.required?.includes(name))
        .map(([name]) => `'${name}'`);
      return `${type}: [${names.join(', ')}],`;
    });
  return `/** The names of the properties of each resource. */
export const propertyNames = {\n${entries.join('\n')}\n} as const;`;
};
