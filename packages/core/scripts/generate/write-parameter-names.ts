import type { OperationFacts } from './operations.ts';
import { type Shape, toShape } from './shapes.ts';

const namesOf = ({ properties }: Shape): string => Object.keys(properties).join(' ');

/** The names of the properties of each object in the parameters, by its place. Free-form objects have none. */
const innerNames = ({ properties }: Shape, place = ''): string[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const inner = toShape(schema.items ?? schema);
    const names = namesOf(inner);
    const own = names === '' ? [] : [`'${place}${name}': '${names}',`];
    return own.concat(innerNames(inner, `${place}${name}.`));
  });

/** The names of each endpoint's parameters, as values: core has them as types, and in schemas that are loaded on demand. */
export const writeParameterNames = (operations: readonly OperationFacts[]): string => {
  const lines = operations.map(({ path, shape }) => `'${path}': '${namesOf(shape)}',`);
  const inner = operations.flatMap(({ path, shape }) => {
    const names = innerNames(shape);
    return names.length === 0 ? [] : [`'${path}': {\n${names.join('\n')}\n},`];
  });
  return `/** The names of the parameters of each endpoint, by its path. */
export const parameterNames: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** The names of the properties of each object in the parameters, by the endpoint's path and the place of the object. */
export const innerParameterNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${inner.join('\n')}
};`;
};
