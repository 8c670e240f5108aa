import { endpoints } from '../../endpoints.ts';
import { isSeamError } from '../../errors/is-seam-error.ts';
import type { AcsUser } from '../../generated/models/acs/users.ts';
import type { Device } from '../../generated/models/devices.ts';
import type { UserIdentity } from '../../generated/models/user-identities.ts';
import { isObject } from '../../is-object.ts';
import { mapEndpoints } from '../../map-endpoints.ts';
import { valueAt } from '../../value-at.ts';
import type { SeamHandlers } from './seam-target.ts';

/** Something that the parameters name. */
export interface Subject {
  /** `user_identity`, `device`, `acs_user` and so on; the parameter's name where nothing of its kind can be got. */
  readonly kind: string;
  /** The id or the key. */
  readonly id: string;
  /** What it is; `undefined` when there is none, or nobody can say. */
  readonly resource: Readonly<Record<string, unknown>> | undefined;
  /** The workspace it is in, where it says so. */
  readonly workspace_id: string | undefined;
}

/** All that the parameters of a call name. */
export interface Subjects {
  readonly userIdentity: UserIdentity | undefined;
  readonly device: Device | undefined;
  readonly acsUser: AcsUser | undefined;
  /** Each once. */
  readonly workspaceIds: readonly string[];
  readonly all: readonly Subject[];
  /**
   * Whether all that is named is there and `holds` for each. `false` when nothing is named: a call that names nothing is
   * about everything.
   */
  every(holds: (subject: Subject) => boolean): boolean;
}

export interface SubjectsRequest {
  readonly params: object;
  readonly seam: SeamHandlers;
  /**
   * How many are looked up at most; those beyond count as not there.
   * @default 20
   */
  readonly limit?: number | undefined;
}

/** How each kind of thing is got, by the name of what is returned. */
const gets = new Map<string, readonly string[]>();
mapEndpoints(endpoints, ({ returns }, names) => {
  const isGet = names.at(-1) === 'get' && !names.includes('unmanaged') && returns !== 'workspace';
  // A lock is got as a device too; devices come first.
  if (isGet && returns !== undefined && !gets.has(returns)) gets.set(returns, names);
});

/** The longest first: an ACS user is no user. */
const kinds = [...gets.keys()].toSorted((a, b) => b.length - a.length);

interface Named {
  readonly kind: string;
  readonly id: string;
  /** The parameter by which such a thing is got. */
  readonly by: string;
}

const reference = /^(.+)_(id|key)s?$/;

const namedIn = (name: string, value: unknown): Named[] => {
  if (Array.isArray(value)) return value.flatMap((item) => namedIn(name, item));
  if (isObject(value)) return Object.entries(value).flatMap(([inner, member]) => namedIn(inner, member));
  const [, what = '', by] = reference.exec(name) ?? [];
  if (by === undefined || typeof value !== 'string') return [];
  const kind = kinds.find((one) => what === one || what.endsWith(`_${one}`)) ?? what;
  return [{ kind, id: value, by: `${kind}_${by}` }];
};

const isAbsence = (error: unknown): boolean =>
  isSeamError(error, 'SeamApiError') && [400, 404].includes(error.statusCode);

const lookUp = async (seam: SeamHandlers, { kind, id, by }: Named): Promise<Subject> => {
  const get = valueAt(seam, gets.get(kind) ?? ['']) as ((params: object) => unknown) | undefined;
  let resource: unknown;
  try {
    resource = await get?.({ [by]: id });
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  const found = isObject(resource) ? resource : undefined;
  const workspace = found?.['workspace_id'];
  return { kind, id, resource: found, workspace_id: typeof workspace === 'string' ? workspace : undefined };
};

/**
 * Looks up what the ids and keys of a call name, so that `authorize` can decide by what is there and not by what the caller
 * says. One that does not exist and one that is not yours can be denied alike.
 *
 * @example
 * authorize: async ({ req, params, seam }) =>
 *   (await resolveSubjects({ params, seam })).every(({ workspace_id }) => workspace_id === req.session.workspace)
 *
 * @throws whatever looking up failed with, apart from there being nothing: `authorize` then denies with 500
 */
export const resolveSubjects = async ({ params, seam, limit = 20 }: SubjectsRequest): Promise<Subjects> => {
  const named = namedIn('', params);
  const unique = [...new Map(named.map((one) => [`${one.by} ${one.id}`, one])).values()];
  const found = await Promise.all(unique.slice(0, limit).map((one) => lookUp(seam, one)));
  const unseen = unique
    .slice(limit)
    .map(({ kind, id }): Subject => ({ kind, id, resource: undefined, workspace_id: undefined }));
  const all = [...found, ...unseen];
  const first = (kind: string): unknown => all.find((subject) => subject.kind === kind)?.resource;
  return {
    userIdentity: first('user_identity') as UserIdentity | undefined,
    device: first('device') as Device | undefined,
    acsUser: first('acs_user') as AcsUser | undefined,
    workspaceIds: [...new Set(all.flatMap(({ workspace_id }) => workspace_id ?? []))],
    all,
    every: (holds) =>
      all.length > 0 && all.every((subject) => subject.resource !== undefined && holds(subject)),
  };
};
