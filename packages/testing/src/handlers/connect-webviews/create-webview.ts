import type { ConnectWebview, DeviceProvider, ConnectWebviewsCreateParams } from '@org/seam-core';
import { cleanMetadata } from '../../clean-metadata.ts';
import { addConnectWebview } from '../../fixtures/connect-webviews.ts';
import type { WorldContext } from '../../world.ts';
import { deviceProviders } from '../devices/device-providers.ts';

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

/** Lets a client session have a webview that was created with it. */
const giveToSession = (connect_webview_id: string, { world, client_session_id }: WorldContext): void => {
  const { clientSessions } = world.state;
  const session = client_session_id === undefined ? undefined : clientSessions.get(client_session_id);
  if (session)
    clientSessions.patch(session.client_session_id, {
      connect_webview_ids: [...session.connect_webview_ids, connect_webview_id],
    });
};

/** Creates a connect webview, in which somebody can log in to an account. With a client session it is the session's. */
export const createWebview = (params: ConnectWebviewsCreateParams, context: WorldContext): ConnectWebview => {
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
    ...(accepted_capabilities && { accepted_capabilities }),
    ...(customer_key === undefined ? {} : { customer_key }),
  });
  giveToSession(webview.connect_webview_id, context);
  return webview;
};
