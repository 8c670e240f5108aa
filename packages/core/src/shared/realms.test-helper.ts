import { runInNewContext } from 'node:vm';

/** What a page of jsdom or a test of Jest has: its own built-in classes, which no `instanceof` of ours knows. */
export const inOtherRealm = (code: string, globals: object = {}): unknown =>
  runInNewContext(code, { ...globals }) as unknown;

/** The UTF-8 of a text as each kind of bytes that another realm has. */
export const foreignBytes = (text: string): readonly (readonly [kind: string, bytes: Uint8Array])[] => {
  const bytes = [...new TextEncoder().encode(text)];
  return (
    [
      ['Uint8Array', 'Uint8Array.from(bytes)'],
      ['ArrayBuffer', 'Uint8Array.from(bytes).buffer'],
      [
        'SharedArrayBuffer',
        'const shared = new SharedArrayBuffer(bytes.length); new Uint8Array(shared).set(bytes); shared',
      ],
      ['DataView', 'new DataView(Uint8Array.from(bytes).buffer)'],
      ['part of a larger buffer', 'Uint8Array.from([1, ...bytes, 2]).subarray(1, -1)'],
    ] as const
  ).map(([kind, code]) => [kind, inOtherRealm(code, { bytes }) as Uint8Array]);
};
