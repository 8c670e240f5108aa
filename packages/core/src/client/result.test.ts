import { describe, expect, it } from 'vitest';
import { createSeam } from './create-seam.ts';
import { json, recordingServer, text } from './recording-server.test-helper.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
type Responder = Parameters<typeof recordingServer>[0];

const revoke = async (respond: Responder) => {
  await using server = await recordingServer(respond);
  const seam = createSeam({ apiKey: 'seam_test1_key', retry: false, endpoint: server.url });
  return await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
};

const list = async (respond: Responder) => {
  await using server = await recordingServer(respond);
  return await createSeam({
    apiKey: 'seam_test1_key',
    retry: false,
    endpoint: server.url,
  }).userIdentities.list();
};

const proofless: [title: string, respond: Responder, reason: string][] = [
  ['C17: half a document', text('{"ok":tr'), 'invalid_json'],
  ['C18: nothing', text(''), 'empty'],
  ['C18: 204', (response) => response.writeHead(204).end(), 'empty'],
  ['C19: a login page', text('<html>Sign in</html>', 'text/html'), 'not_json'],
  ['C20: a denial', json({ ok: false }), 'not_ok'],
  ['C74: an error', json({ error: { type: 'x', message: 'x' } }), 'not_ok'],
  ['C74: an error that says ok', json({ error: { type: 'x', message: 'x' }, ok: true }), 'not_ok'],
  ...['false', 'true', null, 0, 1, {}, []].map((ok): [string, Responder, string] => [
    `C74: an ok that is ${JSON.stringify(ok)}`,
    json({ ok }),
    'not_ok',
  ]),
  ['C74: another word for no', json({ success: false }), 'not_ok'],
  ['C74: another word for yes', json({ success: true }), 'not_ok'],
  ['C22: a page that calls itself JSON', text('<html></html>'), 'invalid_json'],
  ['C23: JSON that calls itself text', text('{"ok":true}', 'text/plain'), 'not_json'],
  ['a JSON array', text('[]'), 'invalid_json'],
  ['null', text('null'), 'invalid_json'],
  ...[301, 302, 303, 307, 308].map((status): [string, Responder, string] => [
    `C42: ${status}`,
    (response) => response.writeHead(status, { location: '/login' }).end(),
    'redirect',
  ]),
];

describe('a response that proves nothing is an error with an unknown outcome', () => {
  it.each(proofless)('%s', async (_, respond, reason) => {
    await expect(revoke(respond)).rejects.toMatchObject({
      name: 'SeamInvalidResponseError',
      reason,
      outcome: 'unknown',
    });
  });

  it.each([
    ['is missing', { ok: true }],
    ['is an object where a list belongs', { user_identities: {}, ok: true }],
    ['is null', { user_identities: null, ok: true }],
  ])('C21: a result that %s', async (_, body) => {
    await expect(list(json(body))).rejects.toMatchObject({
      name: 'SeamInvalidResponseError',
      reason: 'shape',
    });
  });

  it.each([false, 'true', null, 0])('C74: a result with an ok that is %j', async (ok) => {
    await expect(list(json({ user_identities: [], ok }))).rejects.toMatchObject({ reason: 'not_ok' });
  });

  it.each([{}, { has_next_page: 'true' }, [], 'none'])(
    'C82: a page with the pagination %j',
    async (pagination) => {
      await expect(list(json({ user_identities: [], pagination, ok: true }))).rejects.toMatchObject({
        reason: 'shape',
      });
    },
  );

  it('does not quote what the server sent', async () => {
    await expect(revoke(text('<html>hunter2</html>', 'text/html'))).rejects.not.toThrow('hunter2');
  });
});

it.each(['application/json; charset=utf-8', 'application/problem+json'])(
  'C24: %s is JSON',
  async (contentType) => {
    expect(await revoke(text('{"ok":true}', contentType))).toBeUndefined();
  },
);

it('accepts a response without ok, as in the documentation', async () => {
  expect(await revoke(json({}))).toBeUndefined();
  expect(await list(json({ user_identities: [] }))).toEqual([]);
});

it('C43: a redirect to another host is not followed', async () => {
  await using elsewhere = await recordingServer(json({ ok: true }));
  await expect(
    revoke((response) => response.writeHead(307, { location: elsewhere.url }).end()),
  ).rejects.toThrow('returned a redirect');
  expect(elsewhere.requests).toEqual([]);
});

describe('an error response of Seam', () => {
  const error = (type: string) => ({
    error: { type, message: 'No such thing.', data: { device_id: 'x' } },
    ok: false,
  });

  it.each([
    ['C27', 400, 'invalid_input', 'SeamInvalidInputError'],
    ['C28', 401, 'unauthorized', 'SeamUnauthorizedError'],
    ['C29', 403, 'forbidden', 'SeamForbiddenError'],
    ['C29', 404, 'device_not_found', 'SeamNotFoundError'],
    ['C29', 409, 'conflict', 'SeamApiError'],
    ['C29', 422, 'unprocessable', 'SeamApiError'],
    ['C31', 429, 'rate_limited', 'SeamRateLimitError'],
  ])('%s: %i %s is a %s, and nothing was changed', async (_, statusCode, type, name) => {
    await expect(revoke(json(error(type), statusCode))).rejects.toMatchObject({
      name,
      type,
      statusCode,
      outcome: 'rejected',
      requestId: 'request7',
      data: { device_id: 'x' },
      message: expect.stringContaining('No such thing.'),
    });
  });

  it.each([500, 502, 503, 504])(
    'C37: %i is a SeamServerError, and the outcome unknown',
    async (statusCode) => {
      await expect(revoke(json(error('internal_server_error'), statusCode))).rejects.toMatchObject({
        name: 'SeamServerError',
        statusCode,
        outcome: 'unknown',
      });
    },
  );

  it('C38: turns an HTML page of a proxy into a server error without its text', async () => {
    const call = revoke(text('<h1>hunter2</h1>', 'text/html', 502));
    await expect(call).rejects.toMatchObject({ name: 'SeamServerError', type: 'http_502' });
    await expect(call).rejects.not.toThrow('hunter2');
  });

  it('C32: says how long Seam asks to wait', async () => {
    const call = revoke(json(error('rate_limited'), 429, { 'retry-after': '2' }));
    await expect(call).rejects.toMatchObject({ retryAfterMs: 2000 });
  });

  it('says which parameters were wrong', async () => {
    const validation_errors = { _errors: [], device_id: { _errors: ['Invalid uuid'] }, name: null };
    const body = { error: { type: 'invalid_input', message: 'Invalid.', validation_errors }, ok: false };
    const reason: unknown = await revoke(json(body, 400)).catch((thrown: unknown) => thrown);
    const { getValidationErrorMessages } = reason as {
      getValidationErrorMessages: (name: string) => string[];
    };
    expect(getValidationErrorMessages.call(reason, 'device_id')).toEqual(['Invalid uuid']);
    for (const other of ['user_identity_id', 'name', '_errors', '__proto__', 'constructor'])
      expect(getValidationErrorMessages.call(reason, other)).toEqual([]);
  });
});
