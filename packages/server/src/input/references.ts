import { type AnyEndpoint, endpoints } from '@org/seam-core';
import { mapEndpoints, plainName } from '@org/seam-core/internal';

/** What a parameter's name says about its value. */
export interface Reference {
  /** `user_identity`, `device`, `acs_user` and so on; the parameter's own where nothing of its kind can be got. */
  readonly kind: string;
  /** The parameter by which such a resource is got. */
  readonly by: string;
}

/** How each kind of resource is got, by the name of what is returned. */
const gets = new Map<string, { readonly names: readonly string[]; readonly endpoint: AnyEndpoint }>();
mapEndpoints(endpoints, (endpoint, names) => {
  const { returns } = endpoint;
  const isGet = names.at(-1) === 'get' && !names.includes('unmanaged') && returns !== 'workspace';
  // A lock is got as a device too; devices are first.
  if (isGet && returns !== undefined && !gets.has(returns)) gets.set(returns, { names, endpoint });
});

/** The longest first: an ACS user is no user. */
const kinds = [...gets.keys()].toSorted((a, b) => b.length - a.length);

/** Names that look like references and identify no resource: they mean something within what is named besides them. */
const identifyingNothing = ['climate_preset_key', 'common_code_key'];

/** References whose names do not end with the kind and `_id` or `_key`. */
const irregular: Readonly<Record<string, Reference>> = {
  acs_credential_id_on_seam: { kind: 'acs_credential', by: 'acs_credential_id' },
  instant_key_url: { kind: 'instant_key', by: 'instant_key_url' },
};

const looksLikeReference = /(?:^|_)(?:ids?|keys?)(?:_|$)/;

/**
 * Which kind of resource a parameter refers to; `undefined` when it refers to none. A name that looks like a reference and
 * is not known is one to a kind that cannot be got, so that nothing passes for checked that was not.
 */
export const referenceOf = (name: string): Reference | undefined => {
  if (!looksLikeReference.test(name) || identifyingNothing.includes(name)) return undefined;
  if (Object.hasOwn(irregular, name)) return irregular[name];
  const [, what = name, suffix] = /^(.+)_(id|key)s?$/.exec(name) ?? [];
  const kind = kinds.find((one) => what === one || what.endsWith(`_${one}`)) ?? what;
  return { kind, by: suffix === undefined ? name : `${kind}_${suffix}` };
};

/** The names of the endpoint that gets a resource by this parameter; `undefined` when there is none. */
export const getterOf = ({ kind, by }: Reference): readonly string[] | undefined => {
  const { names, endpoint } = gets.get(kind) ?? {};
  const others = endpoint?.variants?.flat().map(plainName) ?? [];
  return by === `${kind}_id` || others.includes(by) ? names : undefined;
};
