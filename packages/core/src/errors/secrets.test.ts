import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSeam } from '../client/create-seam.ts';
import { closedPort, json, recordingServer, text } from '../client/recording-server.test-helper.ts';
import { reachable, renderings } from './renderings.test-helper.ts';

const canary = 'CANARY8f1c';
const apiKey = `seam_test1_${canary}`;
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
type Responder = Parameters<typeof recordingServer>[0];

const failing = (status: number, type: string) =>
  json({ error: { type, message: 'No.' }, ok: false }, status);

/** A server or a proxy that quotes the request in its refusal. */
const quoting: Responder = (response, request) => {
  const { headers } = request;
  const quoted = `Bad header "${headers.authorization}"`;
  const validation_errors = { _errors: [quoted] };
  const error = { type: 'invalid_input', message: quoted, data: { headers }, validation_errors };
  json({ error, ok: false }, 400)(response, request);
};

const responders: Record<string, [respond: Responder, name: string]> = {
  'invalid input': [failing(400, 'invalid_input'), 'SeamInvalidInputError'],
  unauthorized: [failing(401, 'unauthorized'), 'SeamUnauthorizedError'],
  forbidden: [failing(403, 'forbidden'), 'SeamForbiddenError'],
  'not found': [failing(404, 'user_identity_not_found'), 'SeamNotFoundError'],
  conflict: [failing(409, 'conflict'), 'SeamApiError'],
  'rate limit': [failing(429, 'rate_limited'), 'SeamRateLimitError'],
  'server error': [failing(500, 'internal_server_error'), 'SeamServerError'],
  'a quoted credential': [quoting, 'SeamInvalidInputError'],
  'HTML from a proxy': [text('<html></html>', 'text/html', 502), 'SeamServerError'],
  'a login page': [text('<html></html>', 'text/html'), 'SeamInvalidResponseError'],
  redirect: [(response) => response.writeHead(302, { location: '/login' }).end(), 'SeamInvalidResponseError'],
  'invalid JSON': [text('{'), 'SeamInvalidResponseError'],
  reset: [(response) => response.socket?.resetAndDestroy(), 'SeamConnectionError'],
  timeout: [() => {}, 'SeamTimeoutError'],
};

type Failing = () => Promise<unknown>;

const caught = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

const errors: [title: string, fail: Failing, name: string][] = [
  ...Object.entries(responders).map(([title, [respond, name]]): [string, Failing, string] => [
    title,
    async () => {
      await using server = await recordingServer(respond);
      const seam = createSeam({
        apiKey,
        retry: false,
        endpoint: server.url,
        timeout: name === 'SeamTimeoutError' ? 50 : 10_000,
      });
      return await caught(seam.userIdentities.delete({ user_identity_id }));
    },
    name,
  ]),
  [
    'a refused connection',
    async () => {
      const seam = createSeam({ apiKey, endpoint: await closedPort() });
      return await caught(seam.userIdentities.delete({ user_identity_id }));
    },
    'SeamConnectionError',
  ],
  [
    'parameters that are not sent',
    () => caught(createSeam({ apiKey }).userIdentities.delete({} as never)),
    'SeamInvalidInputError',
  ],
  [
    'an abort before',
    () => {
      const signal = AbortSignal.abort('enough');
      return caught(createSeam({ apiKey }).userIdentities.delete({ user_identity_id }, { signal }));
    },
    'SeamAbortError',
  ],
  [
    'an abort during',
    async () => {
      const controller = new AbortController();
      await using server = await recordingServer(() => controller.abort());
      const seam = createSeam({ apiKey, endpoint: server.url });
      const { signal } = controller;
      return await caught(seam.userIdentities.delete({ user_identity_id }, { signal }));
    },
    'SeamAbortError',
  ],
];

describe.each(errors)('the error of %s', (_, fail, name) => {
  it('I1: shows the key in no rendering', async () => {
    const error = await fail();
    expect(error).toMatchObject({ name });
    for (const rendering of renderings(error)) expect(rendering).not.toContain(canary);
  });

  it('I2: leads to no request, response, headers, signal, function or key', async () => {
    const found = reachable(await fail());
    const forbidden = [Request, Response, Headers, AbortSignal, Function];
    expect(found.filter((value) => forbidden.some((Class) => value instanceof Class))).toEqual([]);
    expect(found.filter((value) => typeof value === 'string' && value.includes(canary))).toEqual([]);
    expect(found.length).toBeGreaterThan(3);
  });
});

describe('I1: a client', () => {
  it('does not show its key', () => {
    const seam = createSeam({ apiKey });
    expect(inspect(seam, { depth: null, showHidden: true })).not.toContain(canary);
    expect(JSON.stringify(seam)).not.toContain(canary);
  });

  it.each([
    { apiKey: `${apiKey}\n` },
    { apiKey: `seam_cst_${canary}` },
    { apiKey: `seam_pk_${canary}` },
    { apiKey: canary },
    { apiKey, auth: 'none' as const },
    { personalAccessToken: apiKey, workspaceId: 'x' },
    { personalAccessToken: `seam_at1_${canary}`, workspaceId: 'x y' },
    { apiKey, endpoint: `http://user:${canary}@example.com` },
  ])('C64: does not show a key it refuses', (options) => {
    let error: unknown;
    try {
      createSeam(options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'SeamConfigError', outcome: 'not_sent' });
    for (const rendering of renderings(error)) expect(rendering).not.toContain(canary);
  });
});

it('a result is left as it came, even when it holds the key', async () => {
  await using server = await recordingServer(json({ workspace: { note: apiKey }, ok: true }));
  const seam = createSeam({ apiKey, endpoint: server.url });
  expect(await seam.workspaces.get()).toEqual({ note: apiKey });
});
