import { describe, expect, it } from 'vitest';
import { contractParameters } from '../../test/contract-parameters.test-helper.ts';
import { redactParams } from './redact.ts';

const hidden = '[redacted]';

it('redacts access codes and card numbers at any depth', () => {
  expect(
    redactParams({
      code: '1234',
      device_id: 'd1',
      requested_access_methods: [{ mode: 'code', code: '5678' }],
      customer_data: { reservations: [{ reservation_key: 'r1', preferred_code: '4321' }] },
      card_number: '0042',
    }),
  ).toEqual({
    code: hidden,
    device_id: 'd1',
    requested_access_methods: [{ mode: 'code', code: hidden }],
    customer_data: { reservations: [{ reservation_key: 'r1', preferred_code: hidden }] },
    card_number: hidden,
  });
});

it.each([
  [{ code: 1234 }, { code: hidden }],
  [{ code: null }, { code: null }],
  [{ codes: ['1234'] }, { codes: hidden }],
  [{ pin: '1' }, { pin: hidden }],
  [{ door_pin: '1' }, { door_pin: hidden }],
  [{ client_session_token: 't' }, { client_session_token: hidden }],
  [
    { password: 'p', api_key: 'k' },
    { password: hidden, api_key: hidden },
  ],
  [{ custom_metadata: { door: '1234' } }, { custom_metadata: { door: hidden } }],
  [{ name: 'key seam_abc123_KEY' }, { name: 'key [redacted]' }],
  [{ name: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }, { name: hidden }],
  [{ name: '(seam_abc_KEY),seam_def' }, { name: '([redacted]),[redacted]' }],
  [{ name: 'eyJhbGciOi.eyJzdWIi.c2ln' }, { name: hidden }],
  [{ url: 'https://ada:secret@example.com/hooks/T0/B1?token=x' }, { url: 'https://example.com/[redacted]' }],
  [{ instant_key_url: 'https://ik.seam.co/ABCXYZ' }, { instant_key_url: 'https://ik.seam.co/[redacted]' }],
  [{ name: 'see https://ik.seam.co/ABC now' }, { name: 'see https://ik.seam.co/[redacted] now' }],
])('redacts %j', (params, expected) => {
  expect(redactParams(params)).toEqual(expected);
});

it.each([
  { access_code_id: 'c1', access_code_ids: ['c1'] },
  { common_code_key: 'c1' },
  { error_code: 'no_credential_on_encoder' },
  {
    user_identity_key: 'ada',
    full_name: 'Ada',
    email_address: 'ada@example.com',
    phone_number: '+15551234567',
  },
  { url: 'https://example.com' },
  { is_managed: true, limit: 5, device_ids: [], properties: {} },
])('keeps %j', (params) => {
  expect(redactParams(params)).toEqual(params);
});

describe('in the contract', () => {
  it('redacts exactly these parameters', async () => {
    const parameters = await contractParameters();
    const text = parameters.filter(({ kind }) => kind === 'text' || kind === 'record');
    const redacted = text.filter(({ kind, sample }) => {
      const params = sample(kind === 'text' ? 'plain' : { own: 'plain' }) as Record<string, unknown>;
      return JSON.stringify(redactParams(params)) !== JSON.stringify(params);
    });
    expect([...new Set(redacted.map(({ name }) => name))].toSorted()).toEqual([
      'card_number',
      'code',
      'custom_metadata',
      'custom_metadata_has',
      'preferred_code',
    ]);
  });

  it('has these parameters that sound like a secret, beside ids and keys', async () => {
    const names = new Set((await contractParameters()).map(({ name }) => name));
    const suspicious = [...names]
      .filter((name) => /code|pin|pass|secret|token|card|auth|credential/.test(name))
      .filter((name) => !/_(?:id|key)s?$/.test(name));
    expect(suspicious.toSorted()).toMatchInlineSnapshot(`
      [
        "acs_credential_id_on_seam",
        "acs_encoders",
        "backup_access_code_pool_enabled",
        "behavior_when_code_cannot_be_shared",
        "card_format",
        "card_function_type",
        "card_number",
        "code",
        "encoder_number",
        "error_code",
        "is_multi_phone_sync_credential",
        "is_offline_access_code",
        "is_publishable_key_auth_enabled",
        "max_code_length",
        "min_code_length",
        "preferred_code",
        "preferred_code_length",
        "supported_code_lengths",
        "use_backup_access_code_pool",
        "use_offline_access_code",
      ]
    `);
  });
});
