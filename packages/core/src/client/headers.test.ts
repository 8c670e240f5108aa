import { describe, expect, it } from 'vitest';
import { inOtherRealm } from '../shared/realms.test-helper.ts';
import { createSeam } from './create-seam.ts';
import type { CallOptions, SeamHeaders, SeamOptions } from './options.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const apiKey = 'seam_test1_key';
const tokenOptions = { personalAccessToken: 'seam_at1_key', workspaceId: 'mine' };

/** The headers of a POST, in the order and spelling of the wire. */
const sentWith = async (options: SeamOptions, call?: CallOptions) => {
  await using server = await recordingServer(json({ user_identity: { user_identity_id: 'x' }, ok: true }));
  const seam = createSeam({ ...options, endpoint: server.url });
  await seam.userIdentities.create({ full_name: 'Ada' }, call);
  return server.requests[0]?.headers;
};

describe('headers of the options', () => {
  it.each<[string, SeamHeaders]>([
    ['an object', { 'X-Tenant': 'a' }],
    ['pairs', [['X-Tenant', 'a']]],
    ['Headers', new Headers({ 'X-Tenant': 'a' })],
    ['a Map', new Map([['X-Tenant', 'a']])],
    ['an object of another realm', inOtherRealm('({ "X-Tenant": "a" })') as SeamHeaders],
    ['pairs of another realm', inOtherRealm('[["X-Tenant", "a"]]') as SeamHeaders],
  ])('C91: may be %s', async (_, headers) => {
    expect(await sentWith({ apiKey, headers })).toMatchObject({ 'x-tenant': 'a' });
    expect(await sentWith({ apiKey }, { headers })).toMatchObject({ 'x-tenant': 'a' });
  });

  it.each<[client: SeamHeaders, call: SeamHeaders]>([
    [{ 'X-Tenant': 'a' }, { 'x-tenant': 'b' }],
    [{ 'x-tenant': 'a' }, { 'X-TENANT': 'b' }],
    [[['x-tenant', 'a']], new Headers({ 'X-Tenant': 'b' })],
  ])('C91: merge without case, and the value of the call wins: %j', async (headers, ofCall) => {
    expect(await sentWith({ apiKey, headers }, { headers: ofCall })).toMatchObject({ 'x-tenant': 'b' });
  });

  it('C91: keep the value of the client where the call has undefined', async () => {
    const call = { headers: { 'X-Tenant': undefined } };
    expect(await sentWith({ apiKey, headers: { 'x-tenant': 'a' } }, call)).toMatchObject({ 'x-tenant': 'a' });
  });

  const identity = [
    'Authorization',
    'Seam-Workspace',
    'Seam-Publishable-Key',
    'Client-Session-Token',
    'Seam-Client-Session-Token',
    'Seam-Api-Key',
    'User-Identifier-Key',
    'Seam-User-Identifier-Key',
  ];

  it.each(identity)('C92: %s does not replace or join the credential or the workspace', async (name) => {
    for (const credential of [{ apiKey }, tokenOptions, { ...tokenOptions, workspaceId: null }]) {
      const plain = await sentWith(credential);
      for (const headers of [{ [name]: 'other' }, { [name.toLowerCase()]: 'other' }]) {
        expect(await sentWith({ ...credential, headers })).toEqual({ ...plain, host: expect.any(String) });
        expect(await sentWith(credential, { headers })).toEqual({ ...plain, host: expect.any(String) });
      }
    }
  });

  it.each(['Content-Type', 'content-type', 'Content-Length'])(
    'C92: %s of the body stays the client’s',
    async (name) => {
      for (const credential of [{ apiKey }, { auth: 'none' } as const])
        expect(await sentWith(credential, { headers: { [name]: '7' } })).toMatchObject({
          'content-type': 'application/json',
          'content-length': '19',
        });
    },
  );

  it('C92: may contain a credential when the client sends none', async () => {
    const headers = { Authorization: 'Bearer session', 'Seam-Workspace': 'w1' };
    expect(await sentWith({ auth: 'none', headers })).toMatchObject({
      authorization: 'Bearer session',
      'seam-workspace': 'w1',
    });
  });

  it.each<[string, object]>([
    ['a value with a line break', { 'x-key': 'CANARY\r\nx-evil: 1' }],
    ['a value that is not Latin-1', { 'x-key': 'CANARY☃' }],
    ['a name with a space', { 'CANARY x': 'a' }],
    ['a list that holds no pairs', ['CANARY']],
  ])('C93: are refused without showing them: %s', async (_, headers) => {
    const error = expect.objectContaining({
      name: 'SeamConfigError',
      message: expect.not.stringContaining('CANARY') as string,
    }) as Error;
    expect(() => createSeam({ apiKey, headers: headers as never })).toThrow(error);
    const call = createSeam({ apiKey }).devices.list({}, { headers: headers as never });
    await expect(call).rejects.toEqual(error);
  });

  it('C93: are not shown by an error that quotes the request', async () => {
    await using server = await recordingServer((response, { headers }) => {
      const message = `Denied: ${JSON.stringify(headers)}, ${headers.authorization?.split(' ')[1]}`;
      json({ error: { type: 'forbidden', message, data: headers }, ok: false }, 403)(response, {} as never);
    });
    const seam = createSeam({
      auth: 'none',
      endpoint: server.url,
      headers: { authorization: 'Bearer CANARY-1', 'X-Api-Key': 'CANARY-2' },
    });
    const call = seam.devices.list({}, { headers: { Cookie: 'session=CANARY-3', 'x-tenant': 'tenant-7' } });
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('CANARY');
    expect((error as Error).message).toContain('tenant-7');
  });

  it.each<[string, string]>([
    ['a slash that is escaped', String.raw`Basic Q0FO\/QVJZ+x==`],
    ['a plus sign that is escaped', String.raw`Basic Q0FO/QVJZ\u002Bx==`],
    ['itself', 'Basic Q0FO/QVJZ+x=='],
  ])('C121: are not shown by an error that quotes one with %s', async (_, quoted) => {
    const body = `{"error":{"type":"forbidden","message":"Denied: ${quoted}","data":["${quoted}"]},"ok":false}`;
    const seam = createSeam({
      auth: 'none',
      endpoint: 'https://seam.example',
      headers: { authorization: 'Basic Q0FO/QVJZ+x==' },
      fetch: async () => new Response(body, { status: 403, headers: { 'content-type': 'application/json' } }),
    });
    await expect(seam.devices.list()).rejects.toMatchObject({
      message: '/devices/list: Denied: [hidden]',
      data: ['[hidden]'],
    });
  });

  it('C121: nor is the user of a client session, who must not be guessed', async () => {
    const seam = createSeam({
      publishableKey: 'seam_pk1_key',
      userIdentifierKey: 'CANARY-user',
      fetch: async (_, init) =>
        Response.json(
          { error: { type: 'x', message: `No: ${init?.body as string}` }, ok: false },
          { status: 400 },
        ),
    });
    await expect(seam.devices.list()).rejects.toThrow('No: {"user_identifier_key":"[hidden]"}');
  });
});
