import type { FieldTexts } from '../field-texts.ts';

export const g: FieldTexts = {
  gadget_id: 'Id of the gadget, such as a door, at Akiles.',
  gadget_name: 'Name of the gadget, such as a door, at Akiles.',
  genie_metadata: 'Genie details of the device. Only on Genie devices.',
  geolocation: 'Coordinates of the space. `null` or absent if not set.',
  guest_acs_entrance_ids: 'Ids of the guest entrances that the Visionline credential opens.',
  guest_key: 'Your own key for the guest.',
  guest_keys: 'Your own keys of the guests to delete.',
  guests: 'Guests to create or update for the customer.',
};
