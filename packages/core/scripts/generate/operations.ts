import type { Replay, ResultKind, Verb } from '../../src/contract/endpoint.ts';
import { paramsTypeOf } from '../../src/contract/texts.ts';
import { overlay, type OverlayEntry } from '../overlay.ts';
import { type Operation, paths, type Schema } from './document.ts';
import { toCamel } from './names.ts';
import { type Shape, toShape } from './shapes.ts';

/** All that the written files need to know about one endpoint. */
export interface OperationFacts {
  path: string;
  /** The folders of its path: `acs/users`. */
  namespace: string;
  /** Its name within the namespace: `revokeAccessToAllEntrances`. */
  name: string;
  verb: Verb;
  /** The verbs that the document declares besides it and POST. */
  otherVerbs: Verb[];
  replay: Replay;
  paramsType: string;
  shape: Shape;
  returns?: { key: string; schema: Schema };
  as?: ResultKind;
  /** The type of the action attempt, where the endpoint returns one of a single type. */
  actionType?: string;
  /** Older names under which the response repeats the result. */
  aliases: string[];
  credentials: CredentialScheme[];
}

/** The credentials that a client can have, by the document's names, in words. Those of Seam's own console are in no comment. */
export const credentialNames = {
  api_key: 'API key',
  pat_with_workspace: 'personal access token with a workspace',
  pat_without_workspace: 'personal access token without a workspace',
  client_session: 'client session token',
  publishable_key: 'publishable key',
  console_session_with_workspace: undefined,
  console_session_without_workspace: undefined,
};

type CredentialScheme = keyof typeof credentialNames;

const isCredentialScheme = (scheme: string): scheme is CredentialScheme => scheme in credentialNames;

/** The verbs that the document declares for a path besides POST, the preferred one first. */
const semanticVerbs = (verbs: object): Verb[] =>
  (['PATCH', 'PUT', 'DELETE', 'GET'] as const).filter((verb) => verb.toLowerCase() in verbs);

const replayOf = (path: string, verb: Verb, entry: OverlayEntry | undefined): Replay => {
  if (entry?.replay) return entry.replay;
  if (verb === 'GET') return 'safe';
  throw new Error(`${path} changes something: say in scripts/overlay.ts what a replay of it does.`);
};

const resultOf = (
  path: string,
  operation: Operation,
): Pick<OperationFacts, 'returns' | 'as' | 'actionType' | 'aliases'> => {
  const key = operation['x-response-key'];
  if (key === null) return { aliases: [] };
  const body = operation.responses['200'].content?.['application/json'].schema.properties;
  const schema = body?.[key];
  if (!schema) throw new Error(`${path} should return ${key}, but its response has no such property.`);
  const aliases = Object.keys(body).filter((name) => ![key, 'ok', 'pagination', 'message'].includes(name));
  const returns = { key, schema };
  if (key === 'action_attempt') {
    const actionType = operation['x-action-attempt-type'];
    return { returns, aliases, as: 'attempt', ...(actionType && { actionType }) };
  }
  if (schema.type !== 'array') return { returns, aliases };
  return { returns, aliases, as: body['pagination'] ? 'page' : 'list' };
};

const toFacts = (path: string, operation: Operation, semantic: readonly Verb[]): OperationFacts => {
  const [verb = 'POST', ...otherVerbs] = semantic;
  const folders = path.slice(1).split('/');
  const action = folders.pop() ?? '';
  const entry = (overlay as Record<string, OverlayEntry>)[path];
  const shape = toShape(operation.requestBody?.content['application/json'].schema ?? {});
  return {
    path,
    namespace: folders.join('/'),
    name: toCamel(action),
    verb,
    otherVerbs,
    replay: replayOf(path, verb, entry),
    paramsType: paramsTypeOf(path),
    shape: entry?.variants
      ? {
          ...shape,
          variants: entry.variants,
          required: shape.required.filter((name) => !entry.variants?.flat().includes(name)),
        }
      : shape,
    ...resultOf(path, operation),
    credentials: operation.security.flatMap((schemes) => Object.keys(schemes)).filter(isCredentialScheme),
  };
};

/** The documented endpoints, in the document's order. */
export const readOperations = (): OperationFacts[] =>
  Object.entries(paths).flatMap(([path, verbs]) => {
    const { post } = verbs;
    return post && !post['x-undocumented'] && !post['x-draft']
      ? [toFacts(path, post, semanticVerbs(verbs))]
      : [];
  });
