import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addSession = ({ add }: FakeSeam) => ({
  client_session_id: add.clientSession({ user_identifier_key: 'guest-1' }).client_session_id,
});

export const clientSessionSteps: StepsUnder<'/client_sessions/'> = {
  '/client_sessions/create': ({ add }) => ({
    user_identity_id: add.userIdentity().user_identity_id,
    connected_account_ids: [add.connectedAccount().connected_account_id],
    user_identifier_key: 'guest-2',
  }),
  '/client_sessions/delete': addSession,
  '/client_sessions/get': {
    as: ({ add }) => ({ clientSessionToken: add.clientSession().token }),
    params: () => ({}),
  },
  '/client_sessions/get_or_create': () => ({ user_identifier_key: 'guest-3' }),
  '/client_sessions/grant_access': (fake) => ({
    ...addSession(fake),
    connected_account_ids: [fake.add.connectedAccount().connected_account_id],
  }),
  '/client_sessions/list': (fake) => {
    addSession(fake);
    return { user_identifier_key: 'guest-1' };
  },
  '/client_sessions/revoke': addSession,
};
