import type { FieldTexts } from '../field-texts.ts';

export const j: FieldTexts = {
  join_all_guest_acs_entrances:
    'Whether the new key joins at all guest entrances: keys that already work there stay valid.',
  joiner_acs_credential_ids:
    'Ids of the credentials that the Visionline credential joins. All of them stay valid at the same time.',
};
