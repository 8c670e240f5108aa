import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addWebview = ({ add }: FakeSeam) => ({ connect_webview_id: add.connectWebview().connect_webview_id });

export const connectWebviewSteps: StepsUnder<'/connect_webviews/'> = {
  '/connect_webviews/create': () => ({
    accepted_providers: ['august', 'schlage'],
    custom_metadata: { building: 'north', is_tour: true },
    custom_redirect_url: 'https://example.com/connected',
  }),
  '/connect_webviews/delete': addWebview,
  '/connect_webviews/get': addWebview,
  '/connect_webviews/list': (fake) => {
    addWebview(fake);
    return { limit: 1 };
  },
};
