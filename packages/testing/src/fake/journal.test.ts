import { createSeam } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

const path = '/user_identities/create';

describe('the journal', () => {
  it('records each request with its parameters, caller, result and time', async () => {
    const { seam, journal, clock } = createFakeSeam({ seed: 'empty' });
    clock.advance(1_000);
    await seam.userIdentities.create({ full_name: 'Ada' });
    expect(journal.calls).toEqual([
      {
        endpoint: path,
        verb: 'POST',
        params: { full_name: 'Ada' },
        credential: 'api_key',
        attempt: 1,
        status: 200,
        applied: true,
        fault: undefined,
        request_id: 'request1',
        at: '2026-01-01T00:00:01.000Z',
      },
    ]);
  });

  it('does not mark reads and rejected requests as applied', async () => {
    const { seam, journal } = createFakeSeam();
    await seam.devices.list();
    const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await seam.userIdentities.delete({ user_identity_id }).catch(() => undefined);
    expect(journal.calls).toMatchObject([
      { status: 200, applied: false },
      { status: 404, applied: false, params: { user_identity_id } },
    ]);
  });

  it('records the calls of handlers, also those that fail', () => {
    const { handlers, journal } = createFakeSeam();
    const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    void handlers.workspaces.get({}, {});
    expect(() => handlers.devices.get({ device_id }, {})).toThrow('There is no device');
    void handlers.connectWebviews.create({ customer_key: undefined }, {});
    expect(journal.calls).toMatchObject([
      { endpoint: '/workspaces/get', verb: 'GET', status: 200, applied: false, attempt: 1 },
      { endpoint: '/devices/get', params: { device_id }, status: 404, applied: false },
      { endpoint: '/connect_webviews/create', params: {}, status: 200, applied: true },
    ]);
    expect(new Set(journal.calls.map(({ request_id }) => request_id)).size).toBe(3);
  });

  it.each(['latency', 'slow_body'] as const)(
    'records that a caller that timed out received no response, and counts its retry (%s)',
    async (kind) => {
      await using fake = createFakeSeam({ seed: 'empty', wait: 'clock' });
      const { url } = await fake.listen();
      for (const reach of [{ endpoint: fake.endpoint, fetch: fake.fetch }, { endpoint: url }]) {
        fake.journal.clear();
        fake.faults.queue('/devices/list', { kind, ms: 60_000 });
        const seam = createSeam({ apiKey: fake.apiKey, ...reach, timeout: 500, retry: { baseDelay: 100 } });
        expect(await seam.devices.list()).toEqual([]);
        expect(fake.journal.find('/devices/list')).toMatchObject([
          { status: null, attempt: 1 },
          { status: 200, attempt: 2 },
        ]);
      }
    },
  );

  it('finds requests by parameters and by result', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    await seam.userIdentities.create({ full_name: 'Ada', email_address: 'ada@example.com' });
    await seam.userIdentities.create({ full_name: 'Ben' });
    await seam.userIdentities.create({ email_address: 'ada@example.com' }).catch(() => undefined);
    expect(journal.find(path)).toHaveLength(3);
    expect(journal.find(path, { params: { full_name: 'Ada' } })).toHaveLength(1);
    expect(journal.find(path, { status: 409, applied: false })).toHaveLength(1);
    expect(journal.last(path, { applied: true })?.params).toEqual({ full_name: 'Ben' });
  });

  it('finds requests by asymmetric matchers', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    await seam.userIdentities.create({ full_name: 'Ada' });
    expect(journal.find(path, { params: { full_name: expect.any(String) } })).toHaveLength(1);
    expect(journal.find(path, { params: { full_name: expect.stringContaining('Ben') } })).toEqual([]);
  });

  it('rejects a path that Seam does not have, unless a request named it', async () => {
    const { fetch, endpoint, journal } = createFakeSeam({ seed: 'empty' });
    const wrong = '/user_identites/create';
    expect(() => journal.find(wrong)).toThrow(`Did you mean "${path}"?`);
    await fetch(endpoint + wrong);
    expect(journal.find(wrong)).toMatchObject([{ status: 404 }]);
  });

  it('counts repeated attempts', async () => {
    const { seam, journal, faults } = createFakeSeam({ seed: 'empty' });
    faults.queue('/devices/list', { kind: 'status', status: 503 }, { kind: 'reset', applied: false });
    await seam.devices.list();
    await seam.devices.list();
    expect(journal.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1]);
  });

  it('shows how the received requests differ from the expected one', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    expect(journal.explain(path).text).toContain('The fake received no requests.');
    await seam.userIdentities.create({ full_name: 'Ada' });
    expect(journal.explain('/devices/list').text).toContain(`Endpoints that were called: ${path}`);
    expect(journal.explain(path, { params: { full_name: 'Ben' }, status: 200 })).toEqual({
      found: false,
      text: [
        `${path} {"params":{"full_name":"Ben"},"status":200} was not called. The endpoint was called 1 times, with:`,
        '  at 2026-01-01T00:00:00.000Z, status 200',
        '  - full_name: "Ben"',
        '  + full_name: "Ada"',
      ].join('\n'),
    });
    expect(journal.explain(path, { params: { full_name: 'Ada' } }).found).toBe(true);
  });

  it('deletes the oldest requests beyond its limit', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty', journalLimit: 3 });
    for (let call = 0; call < 20; call += 1) await seam.devices.list();
    expect(journal.calls.length).toBeGreaterThanOrEqual(3);
    expect(journal.calls.length).toBeLessThanOrEqual(6);
    expect(journal.calls.at(-1)?.request_id).toBe('request20');
  });
});

describe('the memory limit of the journal', () => {
  it('keeps requests within 64 MiB of parameters, and always the latest', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    const search = 'x'.repeat(260_000);
    // The limit is reached twice: after 259 requests, and 130 later.
    for (let call = 0; call < 400; call += 1) await seam.devices.list({ search });
    const size = journal.calls.reduce((sum, { params }) => sum + JSON.stringify(params).length, 0);
    expect(size).toBeLessThanOrEqual(64 * 1_048_576);
    expect(size).toBeGreaterThan(16 * 1_048_576);
    expect(journal.calls.at(-1)?.request_id).toBe('request400');
  });

  it('counts repeated attempts across requests to other endpoints, until it deletes them', async () => {
    const { seam, journal, faults } = createFakeSeam({ seed: 'empty', journalLimit: 3 });
    const refused = () => seam.devices.list({}, { retry: false }).catch(() => undefined);
    const status = { kind: 'status', status: 500 } as const;
    faults.queue('/devices/list', status, status, status);
    await refused();
    await seam.userIdentities.list();
    await refused();
    expect(journal.last('/devices/list')?.attempt).toBe(2);
    for (let call = 0; call < 10; call += 1) await seam.userIdentities.list();
    await refused();
    expect(journal.last('/devices/list')?.attempt).toBe(1);
    journal.clear();
    expect(journal.attemptOf('/devices/list', {})).toBe(1);
  });

  it('rejects an unknown filter', () => {
    const { journal } = createFakeSeam({ seed: 'empty' });
    const find = journal.find.bind(journal) as (...args: unknown[]) => unknown;
    expect(() => find(path, { parms: {} })).toThrow('unknown option "parms". Did you mean "params"?');
    expect(() => find(path, { status: '200' })).toThrow(
      'status must be a status, or null for none; got "200".',
    );
    expect(() => find(path, { applied: 1 })).toThrow('applied must be a boolean; got 1.');
    expect(() => find(path, { params: { fullName: 'Ada' } })).toThrow(
      `${path} has no parameter "fullName". Did you mean "full_name"?`,
    );
    expect(() => find(path, 'Ada')).toThrow('takes an object of options; got "Ada".');
  });
});
