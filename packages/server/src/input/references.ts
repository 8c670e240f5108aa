import { type AnyEndpoint, endpoints } from '@org/seam-core';
import { isObject, mapEndpoints, plainName } from '@org/seam-core/internal';

/** A reference to a resource, derived from the name of a parameter. */
export interface Reference {
  /** `user_identity`, `device`, `acs_user` and so on; the parameter's name where no endpoint gets such a resource. */
  readonly kind: string;
  /** The parameter that gets such a resource. */
  readonly by: string;
}

/** The endpoint that gets each kind of resource. */
const gets = new Map<string, { readonly names: readonly string[]; readonly endpoint: AnyEndpoint }>();
mapEndpoints(endpoints, (endpoint, names) => {
  const { returns } = endpoint;
  const isGet = names.at(-1) === 'get' && !names.includes('unmanaged') && returns !== 'workspace';
  // Locks have the same kind as devices, which come first in the tree.
  if (isGet && returns !== undefined && !gets.has(returns)) gets.set(returns, { names, endpoint });
});

/** The longest first, so that `acs_user` is not taken for `user`. */
const kinds = [...gets.keys()].toSorted((a, b) => b.length - a.length);

/** Names that look like references but identify something within another resource. */
const localKeys = ['climate_preset_key', 'common_code_key'];

/** References whose names do not end with the kind and `_id` or `_key`. */
const irregular: Readonly<Record<string, Reference>> = {
  acs_credential_id_on_seam: { kind: 'acs_credential', by: 'acs_credential_id' },
  instant_key_url: { kind: 'instant_key', by: 'instant_key_url' },
};

const looksLikeReference = /(?:^|_)(?:ids?|keys?)(?:_|$)/;

/**
 * Returns the reference that a parameter name stands for, or `undefined` when it is none. An unknown name that looks like a
 * reference is one to a resource that cannot be looked up, so that it does not pass as checked.
 */
export const referenceOf = (name: string): Reference | undefined => {
  if (!looksLikeReference.test(name) || localKeys.includes(name)) return undefined;
  if (Object.hasOwn(irregular, name)) return irregular[name];
  const [, what = name, suffix] = /^(.+)_(id|key)s?$/.exec(name) ?? [];
  const kind = kinds.find((one) => what === one || what.endsWith(`_${one}`)) ?? what;
  return { kind, by: suffix === undefined ? name : `${kind}_${suffix}` };
};

/** Returns the names of the endpoint that gets a resource by this parameter; `undefined` when there is none. */
export const getterOf = ({ kind, by }: Reference): readonly string[] | undefined => {
  const { names, endpoint } = gets.get(kind) ?? {};
  const others = endpoint?.variants?.flat().map(plainName) ?? [];
  return by === `${kind}_id` || others.includes(by) ? names : undefined;
};

/** A string in the parameters, with the name of its parameter. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** The free-form records of the contract: their names are the caller's own. A test compares these with the schemas. */
export const freeForm: readonly string[] = ['custom_metadata', 'custom_metadata_has'];

/** Returns all strings in the parameters, at any depth; those of an array under its name. Free-form records are left out. */
export const textsIn = (params: object): NamedText[] => {
  const walk = (name: string, value: unknown): NamedText[] => {
    if (typeof value === 'string') return [{ name, value }];
    if (Array.isArray(value)) return value.flatMap((item) => walk(name, item));
    return isObject(value) && !freeForm.includes(name) ? textsIn(value) : [];
  };
  return Object.entries(params).flatMap(([name, value]) => walk(name, value));
};
