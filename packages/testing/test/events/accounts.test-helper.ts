import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const login = async (fake: FakeSeam, succeed = true) => {
  const { connect_webview_id } = await fake.seam.connectWebviews.create();
  fake.completeConnectWebview(connect_webview_id, { succeed });
};

const completion: Situation = { how: '`completeConnectWebview`', happen: (fake) => login(fake) };

const addAccount = ({ add }: FakeSeam) => ({
  connected_account_id: add.connectedAccount().connected_account_id,
});

export const accountSituations: SituationsOf<'connected_account' | 'connect_webview' | 'client_session'> = {
  'connected_account.connected': completion,
  'connected_account.created': completion,
  'connected_account.successful_login': completion,
  'connected_account.disconnected': {
    how: '`provider.disconnectAccount`',
    happen: (fake) => fake.provider.disconnectAccount(addAccount(fake).connected_account_id),
  },
  'connected_account.completed_first_sync': completion,
  'connected_account.deleted': {
    how: '`connectedAccounts.delete`',
    happen: (fake) => fake.seam.connectedAccounts.delete(addAccount(fake)),
  },
  'connected_account.completed_first_sync_after_reconnection': {
    how: '`provider.reconnectAccount`',
    happen: (fake) => {
      const { connected_account_id } = addAccount(fake);
      fake.provider.disconnectAccount(connected_account_id);
      fake.provider.reconnectAccount(connected_account_id);
    },
  },
  'connected_account.reauthorization_requested': {
    how: '`provider.requestReauthorization`',
    happen: (fake) => fake.provider.requestReauthorization(addAccount(fake).connected_account_id),
  },
  'connect_webview.login_succeeded': completion,
  'connect_webview.login_failed': {
    how: '`completeConnectWebview` with `succeed: false`',
    happen: (fake) => login(fake, false),
  },
  'client_session.deleted': {
    how: '`clientSessions.delete`',
    happen: ({ add, seam }) =>
      seam.clientSessions.delete({ client_session_id: add.clientSession().client_session_id }),
  },
};
