import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake-seam.ts';

const path = '/user_identities/create';

describe('the journal', () => {
  it('has every call with what was asked, by whom, what came of it, and when', async () => {
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

  it('says that a read changes nothing, and that a refusal did not either', async () => {
    const { seam, journal } = createFakeSeam();
    await seam.devices.list();
    const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
    await seam.userIdentities.delete({ user_identity_id }).catch(() => undefined);
    expect(journal.calls).toMatchObject([
      { status: 200, applied: false },
      { status: 404, applied: false, params: { user_identity_id } },
    ]);
  });

  it('finds calls by what they asked for and by what came of it', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    await seam.userIdentities.create({ full_name: 'Ada', email_address: 'ada@example.com' });
    await seam.userIdentities.create({ full_name: 'Ben' });
    await seam.userIdentities.create({ email_address: 'ada@example.com' }).catch(() => undefined);
    expect(journal.find(path)).toHaveLength(3);
    expect(journal.find(path, { params: { full_name: 'Ada' } })).toHaveLength(1);
    expect(journal.find(path, { status: 409, applied: false })).toHaveLength(1);
    expect(journal.last(path, { applied: true })?.params).toEqual({ full_name: 'Ben' });
  });

  it('counts the attempts at the same thing', async () => {
    const { seam, journal, faults } = createFakeSeam({ seed: 'empty' });
    faults.queue('/devices/list', { kind: 'status', status: 503 }, { kind: 'reset', applied: false });
    await seam.devices.list();
    await seam.devices.list();
    expect(journal.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1]);
  });

  it('shows how a call that came differs from the one that was expected', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty' });
    expect(journal.explain(path).text).toContain('Nothing was.');
    await seam.userIdentities.create({ full_name: 'Ada' });
    expect(journal.explain('/devices/list').text).toContain(`What was called: ${path}`);
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

  it('forgets the oldest calls beyond its limit', async () => {
    const { seam, journal } = createFakeSeam({ seed: 'empty', journalLimit: 3 });
    for (let call = 0; call < 20; call += 1) await seam.devices.list();
    expect(journal.calls.length).toBeGreaterThanOrEqual(3);
    expect(journal.calls.length).toBeLessThanOrEqual(6);
    expect(journal.calls.at(-1)?.request_id).toBe('request20');
  });
});
