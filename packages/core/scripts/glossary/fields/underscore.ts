import type { FieldTexts } from '../field-texts.ts';

export const underscore: FieldTexts = {
  _member_group_id: 'Id of the Akiles member group that new users of the device join.',
};
