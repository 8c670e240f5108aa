import type { EndpointTexts } from '../endpoint-texts.ts';

export const connectWebviews: EndpointTexts = {
  '/connect_webviews/create':
    'Creates a page on which a person logs in to a device or access system account, which connects the account to the workspace. Show its `url` in a window or an iframe; use each connect webview for one login only. `connect_webview.login_succeeded` or `connect_webview.login_failed` reports the outcome; devices are complete with `connected_account.completed_first_sync`.',
  '/connect_webviews/delete':
    'Removes a connect webview from the workspace. Completed ones need no deletion.',
  '/connect_webviews/get':
    'Reads one connect webview: `status` shows whether the login succeeded, `connected_account_id` which account it connected. Fails with `connect_webview_not_found`.',
  '/connect_webviews/list':
    'Lists connect webviews. The parameters select those of a customer or a user identifier key, or those with given custom metadata.',
};
