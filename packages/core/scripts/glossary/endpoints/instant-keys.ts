import type { EndpointTexts } from '../endpoint-texts.ts';

export const instantKeys: EndpointTexts = {
  '/instant_keys/delete':
    'Deletes an instant key, so that its link no longer works. Seam does not document what happens to its client session: revoke that with `/client_sessions/revoke`.',
  '/instant_keys/get': 'Reads one instant key by its id or its link.',
  '/instant_keys/list': 'Lists the instant keys of the workspace or of one user identity.',
};
