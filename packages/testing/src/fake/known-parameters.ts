import { innerParameterNames, parameterNames } from '../generated/parameter-names.ts';
import { copyData } from './copy-data.ts';

type Names = ReadonlyMap<string, ReadonlySet<string>>;

const namesByPath = new Map<string, Names>();

/** The names of the parameters of an endpoint, and of the properties of the objects in them, by the place of the object. */
const namesOf = (path: string): Names => {
  const known = namesByPath.get(path);
  if (known) return known;
  const texts = { '': parameterNames[path] ?? '', ...innerParameterNames[path] };
  const names = new Map(Object.entries(texts).map(([place, text]) => [place, new Set(text.split(' '))]));
  namesByPath.set(path, names);
  return names;
};

/** A name that Seam does not have, with the names of the object that it is in. */
export interface UnknownParameter {
  /** Its place in the parameters, such as `user_identity.name`. */
  readonly place: string;
  readonly name: string;
  readonly known: readonly string[];
}

interface TakenParameters {
  readonly params: Record<string, unknown>;
  /** The first unknown name, if there is one. */
  readonly unknown: UnknownParameter | undefined;
}

/** A copy of parameters, without values that are `undefined` and without names that Seam does not have, at any depth. */
export const takeParameters = (path: string, given: object): TakenParameters => {
  const names = namesOf(path);
  let unknown: UnknownParameter | undefined;

  const takeObject = (object: object, place: string, known: ReadonlySet<string>): Record<string, unknown> => {
    const taken: Record<string, unknown> = {};
    for (const name of Object.keys(object)) {
      const value: unknown = (object as Record<string, unknown>)[name];
      if (value === undefined) continue;
      const inner = place === '' ? name : `${place}.${name}`;
      if (known.has(name)) taken[name] = takeValue(value, inner);
      else unknown ??= { place: inner, name, known: [...known] };
    }
    return taken;
  };
  const takeValue = (value: unknown, place: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = names.get(place);
    // A list of texts, or an object whose names are the caller's own.
    if (!known) return copyData(value);
    return Array.isArray(value)
      ? value.map((item) => takeValue(item, place))
      : takeObject(value, place, known);
  };

  return { params: takeObject(given, '', names.get('') ?? new Set()), unknown };
};
