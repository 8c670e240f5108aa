import type { OperationFacts } from './operations.ts';

/** The names of each endpoint's parameters, as values: core has them as types, and in schemas that are loaded on demand. */
export const writeParameterNames = (operations: readonly OperationFacts[]): string => {
  const lines = operations.map(
    ({ path, shape }) => `'${path}': '${Object.keys(shape.properties).join(' ')}',`,
  );
  return `/** The names of the parameters of each endpoint, by its path. */
export const parameterNames: Readonly<Record<string, string>> = {
${lines.join('\n')}
};`;
};
