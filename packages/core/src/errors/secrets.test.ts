import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSeam } from '../create-seam.ts';
import { json, recordingServer, text } from '../http/recording-server.test-helper.ts';

const canary = 'CANARY8f1c';
const apiKey = `seam_test1_${canary}`;
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
type Answering = Parameters<typeof recordingServer>[0];

const failing = (status: number, type: string) =>
  json({ error: { type, message: 'No.' }, ok: false }, status);

const answers: Record<string, Answering> = {
  'invalid input': failing(400, 'invalid_input'),
  unauthorized: failing(401, 'unauthorized'),
  forbidden: failing(403, 'forbidden'),
  'not found': failing(404, 'user_identity_not_found'),
  conflict: failing(409, 'conflict'),
  'rate limit': failing(429, 'rate_limited'),
  'server error': failing(500, 'internal_server_error'),
  'HTML from a proxy': text('<html></html>', 'text/html', 502),
  redirect: (response) => response.writeHead(302, { location: '/login' }).end(),
  'invalid JSON': text('{'),
  reset: (response) => response.socket?.resetAndDestroy(),
  timeout: () => {},
};

const callFailing = async (answer: Answering): Promise<unknown> => {
  await using server = await recordingServer(answer);
  const seam = createSeam({ apiKey, endpoint: server.url, timeout: 100 });
  return await seam.userIdentities.delete({ user_identity_id }).then(
    () => undefined,
    (error: unknown) => error,
  );
};

const renderings = (error: unknown): string[] => [
  String(error),
  (error as Error).stack ?? '',
  JSON.stringify(error),
  inspect(error),
  inspect(error, { depth: null, showHidden: true, getters: true }),
  format('%s %o %O %j', error, error, error, error),
  inspect(structuredClone(error), { depth: null }),
  inspect(new Error('wrapped', { cause: error }), { depth: null }),
  inspect(new AggregateError([error]), { depth: null }),
];

const reachable = (value: unknown, depth = 8, seen = new Set<unknown>()): unknown[] => {
  if (
    depth === 0 ||
    (typeof value !== 'object' && typeof value !== 'function') ||
    value === null ||
    seen.has(value)
  )
    return [];
  seen.add(value);
  const members = Reflect.ownKeys(value).map((key) => (value as Record<PropertyKey, unknown>)[key]);
  return [value, ...members.flatMap((member) => [member, ...reachable(member, depth - 1, seen)])];
};

describe.each(Object.entries(answers))('the error of %s', (_, answer) => {
  it('I1: shows the key in no rendering', async () => {
    const error = await callFailing(answer);
    expect(error).toBeInstanceOf(Error);
    for (const rendering of renderings(error)) expect(rendering).not.toContain(canary);
  });

  it('I2: leads to no request, response, headers, signal or function', async () => {
    const found = reachable(await callFailing(answer));
    const forbidden = [Request, Response, Headers, AbortSignal, Function];
    expect(found.filter((value) => forbidden.some((Class) => value instanceof Class))).toEqual([]);
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
    { personalAccessToken: apiKey, workspaceId: 'x' },
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
