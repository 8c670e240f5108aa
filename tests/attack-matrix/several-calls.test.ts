import { type Seam, SeamConfigError } from '@org/seam-core';
import { toApiError } from '@org/seam-core/internal';
import { apiError, type AuditEntry, type SeamHandlers } from '@org/seam-server';
import { describe, expect, it, vi } from 'vitest';
import { mount, post } from './mount.test-helper.ts';

const unlock = '/locks/unlock_door';
const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const options = { actor: () => 'ada', idempotency: true, expose: [unlock] as const };
const change = () => post({ device_id }, { 'idempotency-key': 'k1' });

describe('a function that opens a door, and whose next call fails', () => {
  const rejected = (type: string, statusCode: number) =>
    toApiError('The device is gone.', { type, statusCode, outcome: 'rejected' });

  it.each<[string, Error, number, object?]>([
    ['Seam rejects', rejected('device_not_found', 404), 404, { outcome: 'unknown' }],
    ['Seam does not authorize', rejected('unauthorized', 401), 502, { outcome: 'unknown' }],
    ['the client does not send', new SeamConfigError('There is no credential.'), 500, { outcome: 'unknown' }],
    [
      'the application declares unknown',
      apiError('forbidden', { outcome: 'unknown' }),
      403,
      { outcome: 'unknown' },
    ],
  ])('does not open it again when %s', async (_, failure, status, data) => {
    const entries: AuditEntry[] = [];
    const unlockDoor = vi.fn(() => Promise.reject(failure));
    await using it = await mount(
      { ...options, audit: (entry) => void entries.push(entry) },
      { target: () => ({ locks: { unlockDoor } }) },
    );
    for (const _time of [1, 2])
      expect(await it.send(unlock, change())).toMatchObject({
        status,
        body: { error: { data } },
      });
    await it.drain();
    expect(unlockDoor).toHaveBeenCalledOnce();
    expect(entries).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown', isReplay: true }]);
  });

  it.each<[string, (seam: Seam) => SeamHandlers]>([
    [
      'declares with apiError',
      () => ({ locks: { unlockDoor: () => Promise.reject(apiError('device_not_found')) } }),
    ],
    ['is a method of a client', ({ locks }) => ({ locks: { unlockDoor: locks.unlockDoor } })],
  ])('frees the key for a rejection that it %s', async (_, target) => {
    const entries: AuditEntry[] = [];
    await using it = await mount(
      { ...options, audit: (entry) => void entries.push(entry) },
      { target: ({ seam }) => target(seam) },
    );
    for (const _time of [1, 2]) expect((await it.send(unlock, change())).status).toBe(404);
    await it.drain();
    expect(entries).toMatchObject([
      { outcome: 'failed', isReplay: false },
      { outcome: 'failed', isReplay: false },
    ]);
  });
});
