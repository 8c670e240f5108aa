import type { ConnectWebview, ConnectWebviewsListParams } from '@org/seam-core';
import { hasMetadata } from '../../has-metadata.ts';
import { isWanted, matches } from '../../matches.ts';
import { page } from '../../page.ts';
import type { WorldContext } from '../../world.ts';

/** The webviews of the client sessions that have a key. */
const webviewsOfKey = (key: string, { world, workspace_id }: WorldContext): ReadonlySet<string> =>
  new Set(
    world.state.clientSessions
      .by('user_identifier_key', key)
      .filter((session) => session.workspace_id === workspace_id)
      .flatMap((session) => session.connect_webview_ids),
  );

/** One page of the connect webviews that the filters let through. */
export const listWebviews = (params: ConnectWebviewsListParams, context: WorldContext): ConnectWebview[] => {
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
