import { isObject } from '../../is-object.ts';

/** A text, and the name it was given. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** The free-form records of the contract: their names are the caller's own. A test compares these with the schemas. */
const freeForm = ['custom_metadata', 'custom_metadata_has'];

/** All texts in parameters, at any depth, those of lists under the list's name. Free-form records are left out. */
export const namedIn = (params: object): NamedText[] => {
  const walk = (name: string, value: unknown): NamedText[] => {
    if (typeof value === 'string') return [{ name, value }];
    if (Array.isArray(value)) return value.flatMap((item) => walk(name, item));
    return isObject(value) && !freeForm.includes(name) ? namedIn(value) : [];
  };
  return Object.entries(params).flatMap(([name, value]) => walk(name, value));
};
