import type { EndpointTexts } from '../endpoint-texts.ts';

export const phones: EndpointTexts = {
  '/phones/deactivate':
    'Ends access with a phone, for example a lost one: revokes the credentials that were issued to it and deletes the credentials of access systems that belong to them. `phone.deactivated` reports it. Access that needs no phone, such as a code or a card, needs a revocation of its own.',
  '/phones/get': 'Reads one phone by its device id.',
  '/phones/list':
    'Lists the phones that can hold mobile keys: all of the workspace, or those of one user identity or with one credential.',
  '/phones/simulate/create_sandbox_phone':
    'Creates a phone for a user identity of a sandbox workspace, to test mobile keys without a real one.',
};
