import { type AcsUser, type Device, isSeamError, type UserIdentity } from '@org/seam-core';
import { checkOptions, isObject, type OptionRules, rules } from '@org/seam-core/internal';
import { getterOf, type Reference, referenceOf } from '../input/references.ts';
import type { SeamHandlers } from './context.ts';
import { methodAt } from './forward.ts';

/** A text, and the name it was given. */
interface NamedText {
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

/** Something that the parameters name. */
export interface NamedResource {
  /** `user_identity`, `device`, `acs_user` and so on; the parameter's name where nothing of its kind can be got. */
  readonly kind: string;
  /** The id or the key. */
  readonly id: string;
  /** What it is; `undefined` when there is none, or nobody can say. */
  readonly resource: Readonly<Record<string, unknown>> | undefined;
  /**
   * The workspace it is in, where it says so itself or its ACS system does. Connected accounts, webhooks and action
   * attempts, among others, do not.
   */
  readonly workspace_id: string | undefined;
}

/** All that the parameters of a call name. */
export interface NamedResources {
  readonly userIdentity: UserIdentity | undefined;
  readonly device: Device | undefined;
  readonly acsUser: AcsUser | undefined;
  /** Each once. */
  readonly workspaceIds: readonly string[];
  readonly all: readonly NamedResource[];
  /**
   * Whether all that is named is there and in this workspace. `false` when nothing is named, when one thing does not say
   * where it is, and when there is no workspace to compare with, as for a caller without a session.
   */
  areIn(workspace_id: string | undefined): boolean;
  /**
   * Whether all that is named is there and `holds` for each. `false` when nothing is named: a call that names nothing is
   * about everything.
   */
  every(holds: (subject: NamedResource) => boolean): boolean;
}

interface SubjectsRequest {
  readonly params: object;
  readonly seam: SeamHandlers;
  /**
   * How many are looked up at most; those beyond count as not there.
   * @default 20
   */
  readonly limit?: number | undefined;
}

interface Named extends Reference {
  readonly id: string;
}

/** What two that name the same thing have in common. */
const keyOf = ({ by, id }: Named): string => `${by} ${id}`;

const toNamed = ({ name, value }: NamedText): Named[] => {
  const reference = referenceOf(name);
  return reference ? [{ ...reference, id: value }] : [];
};

const isAbsence = (error: unknown): boolean =>
  isSeamError(error, 'SeamApiError') && [400, 404].includes(error.statusCode);

type Resource = Readonly<Record<string, unknown>> | undefined;

/** Gets each thing once, however often it is asked for. */
const createLookUp = (seam: SeamHandlers): ((named: Named) => Promise<Resource>) => {
  const started = new Map<string, Promise<Resource>>();
  const find = async (named: Named): Promise<Resource> => {
    const getter = getterOf(named);
    const get = getter && methodAt(seam, getter);
    try {
      const found = await get?.({ [named.by]: named.id });
      return isObject(found) ? found : undefined;
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  };
  return (named) => {
    const finding = started.get(keyOf(named)) ?? find(named);
    started.set(keyOf(named), finding);
    return finding;
  };
};

const textAt = (resource: Resource, name: string): string | undefined => {
  const value = resource?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** The call that a policy gets may be passed on as it is. */
const requestRules: OptionRules<SubjectsRequest & Record<'req' | 'endpoint', unknown>> = {
  params: rules.type('object'),
  seam: rules.either(rules.type('object'), rules.type('function')),
  limit: rules.count(0),
  req: rules.any,
  endpoint: rules.any,
};

/**
 * Looks up what the ids and keys of a call name, so that `authorize` can decide by what is there and not by what the caller
 * says. One that does not exist and one that is not yours can be denied alike.
 *
 * @example
 * authorize: async ({ req, params, seam }) =>
 *   (await resolveResources({ params, seam })).areIn(req.session.workspace)
 *
 * @throws whatever looking up failed with, apart from there being nothing: `authorize` then denies with 500
 */
export const resolveResources = async (request: SubjectsRequest): Promise<NamedResources> => {
  checkOptions<object>('resolveResources', request, requestRules);
  const { params, seam, limit = 20 } = request;
  const lookUp = createLookUp(seam);
  const toSubject = async (named: Named): Promise<NamedResource> => {
    const resource = await lookUp(named);
    const system = textAt(resource, 'acs_system_id');
    const workspace_id =
      textAt(resource, 'workspace_id') ??
      (system &&
        textAt(await lookUp({ kind: 'acs_system', id: system, by: 'acs_system_id' }), 'workspace_id'));
    return { kind: named.kind, id: named.id, resource, workspace_id };
  };
  const named = namedIn(params).flatMap(toNamed);
  const unique = [...new Map(named.map((one) => [keyOf(one), one])).values()];
  const found = await Promise.all(unique.slice(0, limit).map(toSubject));
  const unseen = unique
    .slice(limit)
    .map(({ kind, id }): NamedResource => ({ kind, id, resource: undefined, workspace_id: undefined }));
  const all = [...found, ...unseen];
  const first = (kind: string): unknown => all.find((subject) => subject.kind === kind)?.resource;
  const every: NamedResources['every'] = (holds) =>
    all.length > 0 && all.every((subject) => subject.resource !== undefined && holds(subject));
  return {
    userIdentity: first('user_identity') as UserIdentity | undefined,
    device: first('device') as Device | undefined,
    acsUser: first('acs_user') as AcsUser | undefined,
    workspaceIds: [...new Set(all.flatMap(({ workspace_id }) => workspace_id ?? []))],
    all,
    areIn: (workspace) =>
      workspace !== undefined && workspace !== '' && every(({ workspace_id }) => workspace_id === workspace),
    every,
  };
};
