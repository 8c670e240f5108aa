import type { Call } from './call.ts';
import { parseJson } from './params/parse-json.ts';
import { readText } from './params/read-text.ts';
import { piecesOf } from './params/pieces-of.ts';
import { splitTarget } from './split-target.ts';

/** A web-standard request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toWebCall = (request: Request, target: string): Call => ({
  verb: request.method,
  ...splitTarget(target),
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async (limit, parse = parseJson) => {
    if (!request.body) return undefined;
    if (request.bodyUsed || request.body.locked)
      throw new TypeError(
        'The body of the request was read before the router got it. Pass the request on before anything reads it, or ' +
          'let what has to be first read request.clone().',
      );
    const pieces = piecesOf(request.body);
    return parse(await readText({ pieces, announced: request.headers.get('content-length') }, limit));
  },
});
