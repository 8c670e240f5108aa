import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addAccount = ({ add }: FakeSeam) => {
  const { connected_account_id } = add.connectedAccount();
  const { device_id } = add.device({ connected_account_id });
  add.accessCode({ device_id });
  add.acsSystem({ connected_account_id });
  return { connected_account_id };
};

export const connectedAccountSteps: StepsUnder<'/connected_accounts/'> = {
  '/connected_accounts/delete': addAccount,
  '/connected_accounts/get': addAccount,
  '/connected_accounts/list': (fake) => {
    addAccount(fake);
    return { limit: 1 };
  },
  '/connected_accounts/simulate/disconnect': addAccount,
  '/connected_accounts/sync': addAccount,
  '/connected_accounts/update': (fake) => ({
    ...addAccount(fake),
    display_name: 'North building',
    custom_metadata: { building: 'north' },
    automatically_manage_new_devices: true,
  }),
};
