/** What access methods of each mode are called. */
export const modeNames = {
  code: 'Code',
  card: 'Card',
  mobile_key: 'Mobile key',
  cloud_key: 'Cloud key',
} as const;
