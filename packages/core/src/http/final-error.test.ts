import { describe, expect, it } from 'vitest';
import { createSeam, type Seam } from '../create-seam.ts';

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const other = '2f0c6a1e-7a54-4c4b-9d0e-0a1b2c3d4e5f';

type Answer = () => Response;

const html =
  (status: number): Answer =>
  () =>
    new Response('<html></html>', { status, headers: { 'content-type': 'text/html' } });
const refusal =
  (type: string, status = 404): Answer =>
  () =>
    Response.json({ error: { type, message: 'No.' }, ok: false }, { status });
const reset: Answer = () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
};

/** A client whose attempts are answered in this order. */
const answeredBy = (...answers: Answer[]): Seam => {
  const queue = [...answers];
  return createSeam({
    apiKey: 'seam_test1_key',
    retry: { baseDelay: 0 },
    fetch: async () => (queue.shift() ?? html(500))(),
  });
};

const removals: [title: string, call: (seam: Seam) => Promise<unknown>][] = [
  [
    'a revoke',
    (seam) => seam.userIdentities.revokeAccessToDevice({ user_identity_id: id, device_id: other }),
  ],
  ['a delete', (seam) => seam.userIdentities.delete({ user_identity_id: id })],
];

describe.each(removals)('C73: the 404 that follows an unknown outcome of %s', (_, call) => {
  it.each<[string, Answer, Answer]>([
    ['an HTML page', html(502), html(404)],
    ['an HTML page after a reset', reset, html(404)],
    ['an empty response', html(502), () => new Response(null, { status: 404 })],
    ['endpoint_not_found', html(502), refusal('endpoint_not_found')],
    ['a resource that no parameter names', reset, refusal('acs_credential_not_found')],
    ['workspace_not_found', html(502), refusal('workspace_not_found')],
    ['not_found', html(502), refusal('not_found')],
    [
      'a type without a message',
      html(502),
      () => Response.json({ error: { type: 'user_identity_not_found' } }, { status: 404 }),
    ],
    ['the type with another status', html(502), refusal('user_identity_not_found', 400)],
  ])('proves nothing when it is %s', async (_title, first, second) => {
    await expect(call(answeredBy(first, second))).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it.each([html(502), reset])('proves the removal when its type names a parameter', async (first) => {
    await expect(call(answeredBy(first, refusal('user_identity_not_found')))).resolves.toBeUndefined();
  });

  it('is an error when no attempt before had an unknown outcome', async () => {
    const seam = answeredBy(refusal('rate_limited', 429), refusal('user_identity_not_found'));
    await expect(call(seam)).rejects.toMatchObject({ name: 'SeamNotFoundError', outcome: 'rejected' });
  });
});

describe('C73: a 404 after an unknown outcome', () => {
  it('proves nothing about a list: the others may still be there', async () => {
    const call = answeredBy(html(502), refusal('device_not_found')).spaces.removeDevices({
      space_id: id,
      device_ids: [id, other],
    });
    await expect(call).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it('accepts a key as the name', async () => {
    const call = answeredBy(html(502), refusal('reservation_not_found')).accessMethods.delete({
      reservation_key: 'r1',
    });
    await expect(call).resolves.toBeUndefined();
  });

  it('does not count a parameter that is undefined', async () => {
    const params = { access_code_id: id, device_id: undefined };
    const call = answeredBy(html(502), refusal('device_not_found')).accessCodes.delete(params);
    await expect(call).rejects.toMatchObject({ outcome: 'unknown' });
  });
});

describe('C80: a 4xx in another format than Seam’s', () => {
  it.each([400, 401, 403, 404, 408, 409, 429])('with status %i has an unknown outcome', async (status) => {
    const call = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch: async () => html(status)() });
    await expect(call.userIdentities.delete({ user_identity_id: id })).rejects.toMatchObject({
      statusCode: status,
      type: `http_${status}`,
      outcome: 'unknown',
    });
  });
});

it('C84: a refusal by a router that reports an unknown outcome has that outcome', async () => {
  const error = { type: 'not_found', message: 'No.', data: { outcome: 'unknown' } };
  const seam = answeredBy(() => Response.json({ error, ok: false }, { status: 404 }));
  await expect(seam.userIdentities.delete({ user_identity_id: id })).rejects.toMatchObject({
    name: 'SeamNotFoundError',
    outcome: 'unknown',
  });
});

it('C85: an error inside of fetch that is no Error, after delivery, has an unknown outcome', async () => {
  // A response whose parts throw when they are read.
  const broken = {
    status: 200,
    ok: true,
    get headers(): Headers {
      throw new TypeError('hunter2');
    },
  };
  const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, fetch: async () => broken as never });
  await expect(seam.locks.unlockDoor({ device_id: id })).rejects.toMatchObject({ outcome: 'unknown' });
});
