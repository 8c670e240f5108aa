import { type AcsUser, type Device, isSeamError, type UserIdentity } from '@org/seam-core';
import { checkOptions, isObject, type OptionRules, rules } from '@org/seam-core/internal';
import { isForeign } from '../http/api-error.ts';
import { getterOf, type NamedText, type Reference, referenceOf, textsIn } from '../input/references.ts';
import type { SeamHandlers } from './context.ts';
import { methodAt } from './forward.ts';

/** A resource that the parameters refer to. */
export interface NamedResource {
  /** `user_identity`, `device`, `acs_user` and so on; the parameter's name where no endpoint gets such a resource. */
  readonly kind: string;
  /** The id or the key. */
  readonly id: string;
  /** The resource; `undefined` when it does not exist or cannot be looked up. */
  readonly resource: Readonly<Record<string, unknown>> | undefined;
  /**
   * The workspace of the resource or of its ACS system. Connected accounts, webhooks and action attempts, among others,
   * have none.
   */
  readonly workspace_id: string | undefined;
}

/** The resources that the parameters refer to. */
export interface NamedResources {
  readonly userIdentity: UserIdentity | undefined;
  readonly device: Device | undefined;
  readonly acsUser: AcsUser | undefined;
  /** Each once. */
  readonly workspaceIds: readonly string[];
  readonly all: readonly NamedResource[];
  /**
   * Whether all resources exist and are in this workspace. `false` without resources, when one has no workspace, and when
   * `workspace_id` is `undefined`, as for a caller without a session.
   */
  areIn(workspace_id: string | undefined): boolean;
  /**
   * Whether all resources exist and `predicate` returns `true` for each. `false` without resources: such a request concerns
   * all of them.
   */
  every(predicate: (resource: NamedResource) => boolean): boolean;
}

interface ResolveRequest {
  readonly params: object;
  readonly seam: SeamHandlers;
  /**
   * The maximum number of resources to look up; further ones count as missing.
   * @default 20
   */
  readonly limit?: number | undefined;
}

interface Named extends Reference {
  readonly id: string;
}

/** Two references to the same resource have the same key. */
const keyOf = ({ by, id }: Named): string => `${by} ${id}`;

const toNamed = ({ name, value }: NamedText): Named[] => {
  const reference = referenceOf(name);
  return reference ? [{ ...reference, id: value }] : [];
};

/** Whether Seam said that something is missing. The page of a proxy does not say that. */
const isAbsence = (error: unknown): boolean =>
  isSeamError(error, 'SeamApiError') && [400, 404].includes(error.statusCode) && !isForeign(error);

type Resource = Readonly<Record<string, unknown>> | undefined;

/** Looks up each resource once. */
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

/** The argument of a policy may be passed on as it is. */
const requestRules: OptionRules<ResolveRequest & Record<'req' | 'endpoint', unknown>> = {
  params: rules.type('object'),
  seam: rules.either(rules.type('object'), rules.type('function')),
  limit: rules.count(0),
  req: rules.any,
  endpoint: rules.any,
};

/**
 * Looks up the resources that the ids and keys in the parameters refer to, so that `authorize` can check the resources
 * themselves. A missing resource and one of another workspace can be denied in the same way.
 *
 * @example
 * authorize: async ({ req, params, seam }) =>
 *   (await resolveResources({ params, seam })).areIn(req.session.workspace)
 *
 * @throws the error of a lookup that failed, other than Seam's 400 and 404: `authorize` then denies with 500
 */
export const resolveResources = async (request: ResolveRequest): Promise<NamedResources> => {
  checkOptions<object>('resolveResources', request, requestRules);
  const { params, seam, limit = 20 } = request;
  const lookUp = createLookUp(seam);
  const toResource = async (named: Named): Promise<NamedResource> => {
    const resource = await lookUp(named);
    const system = textAt(resource, 'acs_system_id');
    const workspace_id =
      textAt(resource, 'workspace_id') ??
      (system &&
        textAt(await lookUp({ kind: 'acs_system', id: system, by: 'acs_system_id' }), 'workspace_id'));
    return { kind: named.kind, id: named.id, resource, workspace_id };
  };
  const named = textsIn(params).flatMap(toNamed);
  const unique = [...new Map(named.map((one) => [keyOf(one), one])).values()];
  const found = await Promise.all(unique.slice(0, limit).map(toResource));
  const beyondLimit = unique
    .slice(limit)
    .map(({ kind, id }): NamedResource => ({ kind, id, resource: undefined, workspace_id: undefined }));
  const all = [...found, ...beyondLimit];
  const first = (kind: string): unknown => all.find((one) => one.kind === kind)?.resource;
  const every: NamedResources['every'] = (predicate) =>
    // An async predicate returns a promise, which is truthy.
    all.length > 0 && all.every((one) => one.resource !== undefined && (predicate(one) as unknown) === true);
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
