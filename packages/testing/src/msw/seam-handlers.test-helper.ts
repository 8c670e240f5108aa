import { createSeam } from '@org/seam-core';
import { SeamHttp } from '@seamapi/http/connect';
import { getResponse } from 'msw';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import type { Fault } from '../wire/fault.ts';
import { seamHandlers } from './seam-handlers.ts';

/** What the tests need of a server of Mock Service Worker, whichever version it is of. */
interface Server {
  use(...handlers: unknown[]): void;
  resetHandlers(): void;
  close(): void;
}

const endpoint = 'https://connect.getseam.com';
const path = '/user_identities/revoke_access_to_device';

/** What the handlers do under any version of Mock Service Worker. */
export const describeSeamHandlers = (version: string, server: Server, start: () => void): void => {
  describe(`seamHandlers under ${version}`, () => {
    let fake: FakeSeam;
    beforeAll(start);
    beforeEach(() => {
      fake = createFakeSeam();
      server.use(...seamHandlers(fake));
    });
    afterEach(() => server.resetHandlers());
    afterAll(() => server.close());

    const link = () => {
      const [[user_identity_id, device_id] = ['', '']] = fake.state.deviceAccess.toJSON();
      return { user_identity_id, device_id };
    };
    const headers = () => ({
      authorization: `Bearer ${fake.apiKey}`,
      'content-type': 'application/json',
    });
    const revoke = (init: RequestInit = {}) =>
      fetch(endpoint + path, { method: 'POST', headers: headers(), body: JSON.stringify(link()), ...init });
    const isLinked = ({ user_identity_id, device_id }: ReturnType<typeof link>) =>
      fake.state.deviceAccess.has(user_identity_id, device_id);

    it('responds to the global fetch and keeps its state', async () => {
      const before = link();
      const response = await revoke();
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ ok: true });
      expect(isLinked(before)).toBe(false);
      expect(fake.journal.last(path)).toMatchObject({ params: before, status: 200, applied: true });
    });

    it('accepts parameters in the query string', async () => {
      const [person] = fake.state.userIdentities.list();
      const query = new URLSearchParams({ user_identity_id: person?.user_identity_id ?? '' }).toString();
      const response = await fetch(`${endpoint}/user_identities/get?${query}`, { headers: headers() });
      expect(await response.json()).toMatchObject({ user_identity: { full_name: person?.full_name } });
    });

    it('responds to the client and to the official SDK', async () => {
      const seam = createSeam({ apiKey: fake.apiKey });
      const before = link();
      await seam.userIdentities.revokeAccessToDevice(before);
      expect(isLinked(before)).toBe(false);

      const sdk = SeamHttp.fromApiKey(fake.apiKey);
      await sdk.userIdentities.grantAccessToDevice(before);
      expect(isLinked(before)).toBe(true);
      await expect(
        sdk.userIdentities.get({ user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' }),
      ).rejects.toMatchObject({ code: 'user_identity_not_found', statusCode: 404 });
    });

    it('sends no request under the endpoint to the network', async () => {
      const response = await fetch(`${endpoint}/user_identities/promote`, {
        method: 'POST',
        headers: headers(),
      });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { type: 'endpoint_not_found' } });
      expect((await fetch(endpoint, { headers: headers() })).status).toBe(404);
    });

    it.each([
      'https://connect.getseam.com.example.com',
      'https://connectXgetseam.com',
      'http://connect.getseam.com',
    ])('does not handle requests to %s', async (origin) => {
      const handlers = seamHandlers(fake);
      const request = (base: string) => new Request(`${base}/devices/list`, { headers: headers() });
      expect(await getResponse(handlers, request(origin))).toBeUndefined();
      expect(await getResponse(handlers, request(endpoint))).toHaveProperty('status', 200);
      expect(fake.journal.calls).toHaveLength(1);
    });

    it('responds at another endpoint with a path', async () => {
      server.resetHandlers();
      server.use(...seamHandlers(fake, { endpoint: 'http://localhost:4000/seam/' }));
      const seam = createSeam({ apiKey: fake.apiKey, endpoint: 'http://localhost:4000/seam' });
      expect(await seam.userIdentities.list()).toHaveLength(8);
    });

    describe('injects faults', () => {
      const broken: readonly (readonly [Fault, boolean])[] = [
        [{ kind: 'reset', applied: false }, false],
        [{ kind: 'reset', applied: true }, true],
        [{ kind: 'truncate' }, true],
      ];
      it.each(broken)('%j breaks the connection', async (fault, applied) => {
        const before = link();
        fake.faults.queue(path, fault);
        await expect(revoke().then((response) => response.text())).rejects.toThrow(TypeError);
        expect(isLinked(before)).toBe(!applied);
      });

      it.each(broken)('%j breaks the connection of the official SDK', async (fault, applied) => {
        const before = link();
        const sdk = SeamHttp.fromApiKey(fake.apiKey, { axiosRetryOptions: { retries: 0 } });
        fake.faults.queue(path, fault);
        await expect(sdk.userIdentities.revokeAccessToDevice(before)).rejects.toThrow(Error);
        expect(isLinked(before)).toBe(!applied);
      });

      it('keeps a request pending until the caller aborts', async () => {
        fake.faults.queue(path, { kind: 'hang', applied: true });
        const before = link();
        await expect(revoke({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
          name: 'TimeoutError',
        });
        expect(isLinked(before)).toBe(false);
      });

      it('returns a slow body completely', async () => {
        fake.faults.queue(path, { kind: 'slow_body', ms: 20 });
        expect(await (await revoke()).json()).toEqual({ ok: true });
      });

      it('returns a status, an HTML page and a wrong content type', async () => {
        fake.faults.queue(path, { kind: 'status', status: 429, retry_after: 3 }, { kind: 'html' });
        fake.faults.queue(path, { kind: 'content_type', value: 'text/plain' });
        const limited = await revoke();
        expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
        expect([(await revoke()).status, (await revoke()).headers.get('content-type')]).toEqual([
          502,
          'text/plain',
        ]);
      });
    });
  });
};
