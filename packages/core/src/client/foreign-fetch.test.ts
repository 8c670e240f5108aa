import nodeFetch from 'node-fetch';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { isSeamError } from '../errors/is-seam-error.ts';
import { inOtherRealm } from '../shared/realms.test-helper.ts';
import { createSeam } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const apiKey = 'seam_test1_key';
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const mebibyte = 1_048_576;
const found = { user_identity: { user_identity_id, full_name: 'Zoë' }, ok: true };
const tooLarge = { name: 'SeamInvalidResponseError', reason: 'too_large' };

const retry = { baseDelay: 1 };
const fetchOf = nodeFetch as unknown as typeof globalThis.fetch;

/** A client whose fetch returns what only looks like a response. */
const clientOf = (body: object, init: { status?: number; headers?: Record<string, string> } = {}) => {
  const { status = 200, headers = { 'content-type': 'application/json' } } = init;
  const fetch = vi.fn(async () => ({
    status,
    ok: status < 300,
    headers: new Headers(headers),
    ...body,
  }));
  return { seam: createSeam({ apiKey, fetch: fetch as never, retry: false }), fetch };
};

describe('node-fetch 3', () => {
  it.each([
    ['as it is', (text: string) => Buffer.from(text), {}],
    ['compressed', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
  ])('C104: returns a body that is a stream of Node: %s', async (_, encode, headers) => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.end(encode(JSON.stringify(found)));
    });
    const seam = createSeam({ apiKey, endpoint: server.url, fetch: fetchOf, retry });
    expect(await seam.userIdentities.get({ user_identity_id })).toEqual(found.user_identity);
    await seam.userIdentities.delete({ user_identity_id });
    expect(server.requests).toHaveLength(2);
  });

  it('C104: unfolds no more of a compressed body than the limit', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(64 * mebibyte, ' ')));
    });
    const seam = createSeam({ apiKey, endpoint: server.url, fetch: fetchOf, retry });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject(tooLarge);
  });

  it('C104: whose body never ends is cut off when the time is up', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"ok":');
    });
    const seam = createSeam({ apiKey, endpoint: server.url, fetch: fetchOf, retry: false, timeout: 300 });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamTimeoutError',
      phase: 'body',
    });
  });

  it('C39: reads what has arrived of an error, and no longer', async () => {
    await using server = await recordingServer((response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.write('{');
    });
    const seam = createSeam({ apiKey, endpoint: server.url, fetch: fetchOf, retry: false });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamServerError',
    });
  });

  it('C106: takes an AbortSignal of another make', async () => {
    await using server = await recordingServer(json(found));
    const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined });
    for (const fetch of [fetchOf, globalThis.fetch]) {
      const seam = createSeam({ apiKey, endpoint: server.url, fetch });
      const call = seam.userIdentities.get({ user_identity_id }, { signal: signal as never });
      expect(await call).toEqual(found.user_identity);
    }
    const seam = createSeam({
      apiKey,
      fetch: () => {
        signal.aborted = true;
        signal.dispatchEvent(new Event('abort'));
        return new Promise(() => {});
      },
    });
    const aborted = seam.userIdentities.get({ user_identity_id }, { signal: signal as never });
    await expect(aborted).rejects.toMatchObject({ name: 'SeamAbortError', outcome: 'unknown' });
  });
});

describe('a body of another make', () => {
  const bytes = (of: object = found) => new TextEncoder().encode(JSON.stringify(of));
  const foreign = (code: string, of: Uint8Array = bytes()) => inOtherRealm(code, { bytes: [...of] });
  const streamOf = (...chunks: unknown[]) => Readable.from(chunks, { objectMode: true });

  it.each<[string, () => object]>([
    ['a stream of Node', () => ({ body: streamOf(bytes()) })],
    [
      'a stream whose pieces break a character',
      () => ({ body: streamOf(...[...bytes()].map((byte) => Uint8Array.of(byte))) }),
    ],
    ['ArrayBuffers', () => ({ body: streamOf(bytes().buffer) })],
    ['Uint8Arrays of another realm', () => ({ body: streamOf(foreign('Uint8Array.from(bytes)')) })],
    ['ArrayBuffers of another realm', () => ({ body: streamOf(foreign('Uint8Array.from(bytes).buffer')) })],
    ['only text(), as in React Native', () => ({ text: async () => JSON.stringify(found) })],
    ['text() and an undefined body', () => ({ body: undefined, text: async () => JSON.stringify(found) })],
    [
      'a reader of another realm',
      () => ({ body: { getReader: () => new Response(bytes()).body?.getReader() } }),
    ],
  ])('C105: is read: %s', async (_, body) => {
    const { seam, fetch } = clientOf(body());
    expect(await seam.userIdentities.get({ user_identity_id })).toEqual(found.user_identity);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('C105: that can only be had whole and is too long is refused', async () => {
    const text = async () => JSON.stringify({ ...found, padding: 'ë'.repeat(5 * mebibyte) });
    const { seam } = clientOf({ text });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject(tooLarge);
  });

  it('C105: that is null is empty', async () => {
    const { seam } = clientOf({ body: null, text: async () => '{"ok":true}' });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject({ reason: 'empty' });
  });

  it.each<[string, (chunk: Uint8Array) => object]>([
    ['a web stream', (chunk) => ({ body: Readable.toWeb(streamOf(chunk, chunk)) })],
    ['a stream of Node', (chunk) => ({ body: streamOf(chunk, chunk) })],
    ['ArrayBuffers', (chunk) => ({ body: streamOf(chunk.buffer, chunk.buffer) })],
  ])('C107: is counted as it arrives, whatever content-length says: %s', async (_, body) => {
    const chunk = new Uint8Array(5 * mebibyte).fill(32);
    const arrayBuffer = vi.fn<() => void>();
    const headers = { 'content-type': 'application/json', 'content-length': '20' };
    const { seam } = clientOf({ ...body(chunk), arrayBuffer }, { headers });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject(tooLarge);
    expect(arrayBuffer).not.toHaveBeenCalled();
  });

  it('C107: is not read on after the limit', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(mebibyte));
      },
    });
    const headers = { 'content-type': 'application/json', 'content-length': '306000' };
    const { seam } = clientOf({ body: endless }, { headers });
    await expect(seam.userIdentities.get({ user_identity_id })).rejects.toMatchObject(tooLarge);
    expect(read).toBeLessThan(12);
  });
});

describe('isSeamError', () => {
  it('C106: recognises an error of another realm', () => {
    const brand = Symbol.for('@org/seam-core/error');
    const error = inOtherRealm(
      `class SeamError extends Error { get [brand]() { return true } get name() { return 'SeamError' } }
       class SeamNotFoundError extends SeamError { get name() { return 'SeamNotFoundError' } }
       new SeamNotFoundError('gone')`,
      { brand },
    );
    expect(error).not.toBeInstanceOf(Error);
    expect(isSeamError(error)).toBe(true);
    expect(isSeamError(error, 'SeamError')).toBe(true);
    expect(isSeamError(error, 'SeamNotFoundError')).toBe(true);
    expect(isSeamError(error, 'SeamRateLimitError')).toBe(false);
  });
});
