import type { FieldTexts } from '../field-texts.ts';

export const z: FieldTexts = {
  zone_id: 'Id of the zone in Avigilon Alta.',
  zone_name: 'Name of the zone in Avigilon Alta.',
};
