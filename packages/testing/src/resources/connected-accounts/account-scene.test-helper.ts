import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { FakeSeamOptions } from '../../fake/options.ts';

/** An account of Jane's with a lock and an access system. */
export const accountScene = (options: FakeSeamOptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const { add, state } = fake;
  const user_identifier = { email: 'jane@example.com' };
  const { connected_account_id } = add.connectedAccount({ account_type: 'august', user_identifier });
  const { device_id } = add.device({ connected_account_id });
  const { acs_system_id } = add.acsSystem({ connected_account_id });
  const login = async (webview = {}, completion = {}) => {
    const { connect_webview_id } = await fake.seam.connectWebviews.create(webview);
    fake.completeConnectWebview(connect_webview_id, { provider: 'august', ...completion });
    return connect_webview_id;
  };
  const account = () => fake.seam.connectedAccounts.get({ connected_account_id });
  const eventTypes = () => [...state.events].map(({ event_type }) => event_type);
  return {
    ...fake,
    user_identifier,
    connected_account_id,
    device_id,
    acs_system_id,
    login,
    account,
    eventTypes,
  };
};
