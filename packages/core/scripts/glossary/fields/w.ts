import type { FieldTexts } from '../field-texts.ts';

export const w: FieldTexts = {
  wait_for_device_creation:
    'If `true`, the connect webview completes only after Seam has synced all devices of the new account.',
  warning_code: 'Code that names the kind of warning. Branch on it, not on the message.',
  warning_message: 'Explanation of the warning for people, with what to do where possible.',
  warnings:
    'Conditions that can limit the object but do not stop it from working. Empty when there are none.',
  'ActionAttempt.result.warnings':
    'Warnings about the result, for example that the card and Seam hold different data. Empty when there are none.',
  was_confirmed_by_device: 'Whether the device confirmed that it locked or unlocked.',
  webhook_id: 'Id that Seam gave the webhook.',
  webview_logo_shape: 'Shape of the logo in connect webviews. Use `connect_webview_customization` instead.',
  webview_primary_button_color:
    'Color of the main button in connect webviews, as a hex value. Use `connect_webview_customization` instead.',
  webview_primary_button_text_color:
    'Color of the text on the main button in connect webviews, as a hex value. Use `connect_webview_customization` instead.',
  webview_success_message:
    'Message at the end of a connect webview. Use `connect_webview_customization` instead.',
  wednesday_program_id: 'Id of the daily program that runs on Wednesdays. `null` for no program.',
  wifi: 'Whether the TTLock device supports Wi-Fi.',
  wifi_signal_strength: 'Wi-Fi signal strength that Korelock reports, from 0 to 1.',
  wireless_keypad_id: 'Id of the wireless keypad in TTLock.',
  wireless_keypad_name: 'Name of the wireless keypad in TTLock.',
  wireless_keypads: 'Wireless keypads of the TTLock device.',
  without_user_identifier_key: 'If `true`, returns only client sessions that have no `user_identifier_key`.',
  workspace_id: 'Id of the workspace that the object belongs to.',
  'SeamEvent.workspace_id': 'Id of the workspace in which the event happened.',
  'Workspace.workspace_id': 'Id that Seam gave the workspace.',
  wyze_metadata: 'Details from Wyze. Present only on Wyze devices.',
};
