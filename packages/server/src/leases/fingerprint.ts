import { bytesOf } from '@org/seam-core/internal';

/** What a body is recognised by: the SHA-256 of its bytes, in hexadecimal digits. */
export const fingerprintOf = async (body: string | ArrayBufferView | ArrayBufferLike): Promise<string> => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : bytesOf(body);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
