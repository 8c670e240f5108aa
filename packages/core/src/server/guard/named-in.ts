import { isObject } from '../../is-object.ts';

/** A text, and the name it was given. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** Parameters whose names are the caller's own words, and stand for nothing of Seam's. */
const ofCaller = /(?:^|_)metadata(?:_has)?$/;

/** All texts in parameters, at any depth, those of lists under the list's name; what the caller named itself is left out. */
export const namedIn = (params: object): NamedText[] => {
  const walk = (name: string, value: unknown): NamedText[] => {
    if (typeof value === 'string') return [{ name, value }];
    if (Array.isArray(value)) return value.flatMap((item) => walk(name, item));
    return isObject(value) && !ofCaller.test(name) ? namedIn(value) : [];
  };
  return Object.entries(params).flatMap(([name, value]) => walk(name, value));
};
