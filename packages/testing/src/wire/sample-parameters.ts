import type { EndpointPath } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { readParams, type Route, type ServerRequest, validate } from '@org/seam-server/internal';
import type { WorldContext } from '../fake/world.ts';

type Params = Readonly<Record<string, unknown>>;

/** Completes the parameters of a sample to those that the endpoint documents; returns others as they are. */
type Complete = (params: Params, context: WorldContext) => Params;

const without = (params: Params, ...names: readonly string[]): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));

/** The id of an ACS user beside that of its access system or user identity, unless they contradict each other. */
const withRedundantIds: Complete = (params, { world, workspace_id }) => {
  const { acs_user_id, acs_system_id, user_identity_id } = params;
  if (typeof acs_user_id !== 'string') return params;
  const user = world.state.acsUsers.find(acs_user_id, workspace_id);
  const contradicts =
    user !== undefined &&
    ((acs_system_id ?? user.acs_system_id) !== user.acs_system_id ||
      (user_identity_id ?? user.user_identity_id) !== user.user_identity_id);
  return contradicts ? params : without(params, 'acs_system_id', 'user_identity_id');
};

/** A user identity whose only ACS user determines the access system. */
const ofOnlySystem: Complete = (params, { world, workspace_id }) => {
  const { user_identity_id, acs_system_id } = params;
  if (typeof user_identity_id !== 'string' || acs_system_id !== undefined) return params;
  const users = world.state.acsUsers
    .by('user_identity_id', user_identity_id)
    .filter((user) => user.workspace_id === workspace_id);
  return users.length === 1 ? { ...params, acs_system_id: users[0]?.acs_system_id } : params;
};

/**
 * The requests that Seam's reference and guides print although the document describes them otherwise, and that do no harm.
 * The assumption `sample_parameters` refuses them.
 */
const sampleParameters: { readonly [K in EndpointPath]?: Complete } = {
  '/acs/credentials/create': (params, context) => ofOnlySystem(withRedundantIds(params, context), context),
  // Without a filter: the encoders of all access systems.
  '/acs/encoders/list': (params, { world, workspace_id }) =>
    (params['acs_system_id'] ?? params['acs_system_ids'] ?? params['acs_encoder_ids']) === undefined
      ? {
          ...params,
          acs_system_ids: world.state.acsSystems
            .by('workspace_id', workspace_id)
            .map(({ acs_system_id }) => acs_system_id),
        }
      : params,
  // The name is that of the user identity.
  '/acs/users/create': (params, { world, workspace_id }) => {
    const { full_name, user_identity_id } = params;
    if (full_name !== undefined || typeof user_identity_id !== 'string') return params;
    const name = world.state.userIdentities.find(user_identity_id, workspace_id)?.full_name;
    return name ? { ...params, full_name: name } : params;
  },
  '/acs/users/get': (params, { world, workspace_id }) => {
    const { acs_user_id, user_identity_id, email_address } = params;
    if (typeof email_address !== 'string' || (acs_user_id ?? user_identity_id) !== undefined) return params;
    const users = world.state.acsUsers
      .by('email_address', email_address)
      .filter((user) => user.workspace_id === workspace_id);
    if (users.length === 0) throw apiError('acs_user_not_found', { data: { email_address } });
    return users.length === 1 ? { acs_user_id: users[0]?.acs_user_id } : params;
  },
  '/acs/users/list_accessible_entrances': withRedundantIds,
  '/acs/users/update': withRedundantIds,
  '/connect_webviews/create': (params) =>
    params['accepted_providers'] === '' ? without(params, 'accepted_providers') : params,
  '/user_identities/get': (params, { world, workspace_id }) => {
    const { user_identity_id, user_identity_key, email_address } = params;
    if (typeof email_address !== 'string' || (user_identity_id ?? user_identity_key) !== undefined)
      return params;
    const identity = world.state.userIdentities
      .by('email_address', email_address)
      .find((row) => row.workspace_id === workspace_id);
    if (!identity) throw apiError('user_identity_not_found', { data: { email_address } });
    return { user_identity_id: identity.user_identity_id };
  },
};

/** Whether Seam prints a sample for an endpoint that the document describes otherwise. */
export const hasSample = (path: string): boolean => Object.hasOwn(sampleParameters, path);

/**
 * Reads the parameters of a request, completed where Seam prints it as a sample.
 * @throws SeamApiError when the request is malformed; SeamInvalidInputError when a parameter is invalid
 */
export const readSampleParams = async (
  { endpoint, schema: load }: Pick<Route<never>, 'endpoint' | 'schema'>,
  request: ServerRequest,
  { context, ...options }: { readonly context: WorldContext; readonly bodyLimit: number },
): Promise<Params> => {
  const complete = sampleParameters[endpoint.path as EndpointPath] ?? ((params) => params);
  const schema = await load();
  // Its entries say how to read a query string. What it validates is not complete yet.
  const unchecked = schema && {
    ...schema,
    '~standard': { ...schema['~standard'], validate: (value: unknown) => ({ value }) },
  };
  const sent = await readParams({ endpoint, schema: () => unchecked }, request, {
    ...options,
    strict: false,
  });
  const completed = { ...complete(sent, context) };
  return schema ? await validate(schema, completed) : completed;
};
