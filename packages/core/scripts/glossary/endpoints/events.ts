import type { EndpointTexts } from '../endpoint-texts.ts';

export const events: EndpointTexts = {
  '/events/get':
    'Reads one past event by its id, type or device, in the form in which webhooks deliver it. Fails with `event_not_found`.',
  '/events/list':
    'Lists past events, in the form in which webhooks deliver them, after `since` or within `between`. Use it to find events that no webhook delivered. The other parameters select by type or by resource.',
};
