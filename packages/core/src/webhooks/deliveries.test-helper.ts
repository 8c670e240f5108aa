import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import { type SignedWebhook, signWebhook } from './sign.ts';
import { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify.ts';

export const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
export const otherSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const seconds = 1_700_000_000;
export const id = 'msg_2bGkUdwhgQ9W0vU7xYzH';

export const event = {
  event_type: 'acs_user.deleted',
  event_id: 'b7a1c3a8-6a3f-4f0b-8a51-2f9f1c9a7a10',
  acs_user_id: '5c1f2b1e-2f5f-4b1c-9a58-6f9c2d9c4b11',
  acs_system_id: '0d2d7b54-5f7e-4a2f-9a51-6b3a4e0d8c12',
  workspace_id: '3e4f0c16-8a0d-4b7e-8b0a-1c2d3e4f5a13',
  occurred_at: '2023-11-14T22:13:20.000Z',
  created_at: '2023-11-14T22:13:20.000Z',
};

/** The delivery that Seam would have sent when the clock of these tests stood still. */
export const delivery = (): SignedWebhook =>
  signWebhook(event, { secret, id, timestamp: new Date(seconds * 1000) });

/** A delivery of any body and any headers, signed by the reference implementation. */
export const signedBy = (body: string, sentId = id): WebhookRequest => ({
  body,
  headers: {
    'svix-id': sentId,
    'svix-timestamp': String(seconds),
    'svix-signature': new Webhook(secret).sign(sentId, new Date(seconds * 1000), body),
  },
});

export const verify = (request: WebhookRequest, options: Partial<VerifyWebhookOptions> = {}) =>
  verifyWebhook(request, { secrets: secret, now: () => seconds * 1000, ...options });

export const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return expect.fail('nothing was thrown');
};

/** Why a delivery is refused. */
export const reasonOf = (request: WebhookRequest, options?: Partial<VerifyWebhookOptions>): unknown => {
  const error = thrownBy(() => verify(request, options));
  expect(error).toMatchObject({ name: 'SeamWebhookError', outcome: 'rejected' });
  return (error as { reason: unknown }).reason;
};
