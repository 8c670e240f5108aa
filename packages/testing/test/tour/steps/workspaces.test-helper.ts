import type { StepsUnder } from '../step.test-helper.ts';

export const workspaceSteps: StepsUnder<'/workspaces/'> = {
  '/workspaces/create': {
    as: ({ add }) => ({ personalAccessToken: add.personalAccessToken(), workspaceId: null }),
    params: () => ({ name: 'North', company_name: 'Example Company', is_sandbox: true }),
  },
  '/workspaces/get': () => ({}),
  '/workspaces/list': {
    as: ({ add }) => ({ personalAccessToken: add.personalAccessToken(), workspaceId: null }),
    params: () => ({}),
  },
  '/workspaces/reset_sandbox': ({ add }) => {
    add.device();
    return {};
  },
  '/workspaces/update': () => ({
    name: 'South',
    connect_webview_customization: { logo_shape: 'circle', success_message: 'Done.' },
    is_publishable_key_auth_enabled: true,
  }),
};
