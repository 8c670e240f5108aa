import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addWebhook = ({ add }: FakeSeam) => ({
  webhook_id: add.webhook({ url: 'https://example.com/hook' }).webhook_id,
});

export const webhookSteps: StepsUnder<'/webhooks/'> = {
  '/webhooks/create': () => ({ url: 'https://example.com/hook', event_types: ['device.connected'] }),
  '/webhooks/delete': addWebhook,
  '/webhooks/get': addWebhook,
  '/webhooks/list': (fake) => {
    addWebhook(fake);
    return {};
  },
  '/webhooks/update': (fake) => ({ ...addWebhook(fake), event_types: ['device.disconnected'] }),
};
