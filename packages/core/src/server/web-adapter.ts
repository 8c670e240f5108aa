import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { parseJson } from './parse-json.ts';
import { splitTarget } from './split-target.ts';

const readText = async (request: Request, limit: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit)
      throw apiError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer());
};

/** A web-standard request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toWebCall = (request: Request, target: string): Call => ({
  verb: request.method,
  ...splitTarget(target),
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async (limit) => parseJson(await readText(request, limit)),
});
