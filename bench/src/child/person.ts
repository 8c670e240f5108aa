/** The user identity that the measured servers return. */
export const person = {
  user_identity_id: '2f4e6f0a-3c1b-4a62-9d1e-8f5a7c9b0d12',
  user_identity_key: 'ada',
  full_name: 'Ada Okafor',
  display_name: 'Ada Okafor',
  email_address: 'ada@example.com',
  phone_number: null,
  acs_user_ids: [],
  errors: [],
  warnings: [],
  created_at: '2026-01-05T09:00:00.000Z',
  workspace_id: '6a0de0d4-6c05-4a5a-8c6b-2e3f4a5b6c7d',
};
