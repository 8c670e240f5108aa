import type {
  ConnectWebview,
  connectWebviews as contract,
  ConnectWebviewsCreateParams,
  ConnectWebviewsListParams,
  DeviceProvider,
  Handlers,
} from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { page } from '../../fake/page.ts';
import { cleanMetadata, hasMetadata, isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { defaultCapabilities } from '../connected-accounts/capabilities.ts';
import { deviceProviders } from '../devices/providers.ts';
import { addConnectWebview, deleteConnectWebview } from './record.ts';

type Category = DeviceProvider['provider_categories'][number];

const providersOf = ({
  accepted_providers,
  provider_category,
  excluded_providers,
}: ConnectWebviewsCreateParams) => {
  const ofCategory = deviceProviders.filter(({ provider_categories }) =>
    provider_categories.includes(provider_category as Category),
  );
  const named = ofCategory.map(({ device_provider_name }) => device_provider_name);
  const all = accepted_providers ?? (provider_category === undefined ? [] : named);
  return all.filter((provider) => excluded_providers?.includes(provider) !== true);
};

/** Adds a connect webview to the client session that created it. */
const giveToSession = (connect_webview_id: string, { world, client_session_id }: WorldContext): void => {
  const { clientSessions } = world.state;
  const session = client_session_id === undefined ? undefined : clientSessions.get(client_session_id);
  if (session)
    clientSessions.patch(session.client_session_id, {
      connect_webview_ids: [...session.connect_webview_ids, connect_webview_id],
    });
};

/** @throws SeamInvalidInputError when a URL to redirect to is not absolute */
const checkRedirects = (params: ConnectWebviewsCreateParams): void => {
  for (const name of ['custom_redirect_url', 'custom_redirect_failure_url'] as const) {
    const url = params[name];
    if (typeof url === 'string' && !URL.canParse(url))
      throw apiError('invalid_input', {
        message: `${name} must be an absolute URL; got ${describeValue(url)}.`,
      });
  }
};

/** Creates a connect webview for a login to an account. It is added to the caller's client session, if any. */
const createWebview = (params: ConnectWebviewsCreateParams, context: WorldContext): ConnectWebview => {
  const {
    accepted_capabilities,
    automatically_manage_new_devices = true,
    custom_metadata,
    custom_redirect_url = null,
    custom_redirect_failure_url = null,
    customer_key,
    wait_for_device_creation = false,
    accepted_providers,
    excluded_providers,
    provider_category,
  } = params;
  checkRedirects(params);
  const isAnyAllowed = !accepted_providers && !excluded_providers && provider_category === undefined;
  const webview = addConnectWebview(context.world, context.workspace_id, {
    accepted_providers: providersOf(params),
    any_device_allowed: isAnyAllowed,
    any_provider_allowed: isAnyAllowed,
    automatically_manage_new_devices,
    custom_metadata: cleanMetadata(custom_metadata),
    custom_redirect_url,
    custom_redirect_failure_url,
    wait_for_device_creation,
    accepted_capabilities: accepted_capabilities ?? defaultCapabilities(providersOf(params)),
    ...(customer_key === undefined ? {} : { customer_key }),
  });
  giveToSession(webview.connect_webview_id, context);
  return webview;
};

/** The ids of the webviews of the client sessions with a key. */
const webviewsOfKey = (key: string, { world, workspace_id }: WorldContext): ReadonlySet<string> =>
  new Set(
    world.state.clientSessions
      .by('user_identifier_key', key)
      .filter((session) => session.workspace_id === workspace_id)
      .flatMap((session) => session.connect_webview_ids),
  );

/** Lists the connect webviews that match the filters, one page at a time. */
const listWebviews = (params: ConnectWebviewsListParams, context: WorldContext): ConnectWebview[] => {
  const { user_identifier_key: key } = params;
  const ofKey = key === undefined ? undefined : webviewsOfKey(key, context);
  return page(context.world.state.connectWebviews, context, {
    params,
    present: (row) => row,
    where: (row) =>
      hasMetadata(params.custom_metadata_has, row) &&
      isWanted(params.customer_key, row.customer_key) &&
      (ofKey?.has(row.connect_webview_id) ?? true) &&
      matches(params.search, [
        row.connect_webview_id,
        row.customer_key,
        ...row.accepted_providers,
        ...Object.values(row.custom_metadata).map(String),
      ]),
  });
};

export const connectWebviews: Handlers<typeof contract, WorldContext> = {
  create: createWebview,

  delete: ({ connect_webview_id }, { world, workspace_id }) =>
    deleteConnectWebview(world, world.state.connectWebviews.require(connect_webview_id, workspace_id)),

  get: ({ connect_webview_id }, { world, workspace_id }) =>
    world.state.connectWebviews.require(connect_webview_id, workspace_id),

  list: listWebviews,
};
