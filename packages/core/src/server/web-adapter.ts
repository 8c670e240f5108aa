import type { Call } from './call.ts';
import { checkSize } from './params/check-size.ts';
import { decodeText } from './params/decode-text.ts';
import { parseJson } from './params/parse-json.ts';
import { splitTarget } from './split-target.ts';

const readText = async (request: Request, limit: number): Promise<string> => {
  checkSize(Number(request.headers.get('content-length') ?? 0), limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    checkSize(size, limit);
    chunks.push(chunk);
  }
  return decodeText(new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()));
};

/** A web-standard request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toWebCall = (request: Request, target: string): Call => ({
  verb: request.method,
  ...splitTarget(target),
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async (limit, parse = parseJson) => parse(await readText(request, limit)),
});
