import type { FieldTexts } from '../field-texts.ts';

export const k: FieldTexts = {
  key_id: 'Id of the key in Vostio.',
  'keynest_metadata.key_id': 'Id of the key at KeyNest.',
  key_issuing_request_id: 'Id that Vostio gave the request to issue the key.',
  key_notes: 'Notes about the key at KeyNest. `null` if there are none.',
  keynest_app_user: 'User of the KeyNest app that the key belongs to. `null` if there is none.',
  keynest_metadata: 'KeyNest details of the key. Only on KeyNest devices.',
  keypad_2_paired: 'Whether a Nuki Keypad 2 is paired with the lock.',
  keypad_battery: 'Battery of the keypad. Absent if unknown.',
  keypad_battery_critical: 'Whether the battery of the Nuki keypad is almost empty.',
  keypad_battery_level: 'Battery level of the keypad, as reported by August.',
  keypad_id: 'Id of the keypad at igloohome.',
  'tedee_metadata.keypad_id': 'Id of the keypad at Tedee.',
  keypad_paired: 'Whether a Nuki keypad is paired with the lock.',
  keypad_uuid: 'UUID of the keypad at Wyze.',
  kisi_metadata: 'Kisi details of the device. Only on Kisi devices.',
  korelock_metadata: 'Korelock details of the device. Only on Korelock devices.',
  kwikset_metadata: 'Kwikset details of the device. Only on Kwikset devices.',
};
