import type { AnyEndpoint } from '@org/seam-core';
import { describeVariant } from '@org/seam-core/internal';
import type { ExposedEndpoint } from '../router/expose.ts';
import { acceptedVerbs } from '../router/routes.ts';
import { errorResponsesOf } from './error-responses.ts';
import { bodySchema, queryParameters, successSchema } from './schemas.ts';
import type { JsonSchema, OpenApiContent, OpenApiOperation, OpenApiParameter } from './types.ts';

const replays: Readonly<Record<AnyEndpoint['replay'], string>> = {
  safe: 'Read-only.',
  idempotent: 'Idempotent: repeating the request has no further effect.',
  never: 'Not idempotent: each request has its own effect.',
};

/** `/acs/users/list` → `acs/users` */
export const tagOf = ({ path }: AnyEndpoint): string => path.slice(1, path.lastIndexOf('/'));

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `/user_identities/list_acs_users` → `List acs users` */
const summaryOf = ({ path }: AnyEndpoint): string =>
  capitalize(path.slice(path.lastIndexOf('/') + 1).replaceAll('_', ' '));

const idOf = (names: readonly string[]): string =>
  names.map((name, index) => (index === 0 ? name : capitalize(name))).join('');

const json = (schema: JsonSchema): OpenApiContent => ({ 'application/json': { schema } });

const describe = (
  { replay, variants }: AnyEndpoint,
  { text, inBodyOnly }: { readonly text: string | undefined; readonly inBodyOnly: readonly string[] },
): string => {
  const sentences = [
    ...(text === undefined ? [] : [text]),
    replays[replay],
    ...(variants ? [`Pass ${variants.map(describeVariant).join(', or ')}.`] : []),
    ...(inBodyOnly.length > 0 ? [`A POST body also accepts ${inBodyOnly.join(', ')}.`] : []),
  ];
  return sentences.join(' ');
};

const idempotencyKey: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Requests with the same key run once; repeated requests receive the first response.',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

/** How a method passes parameters, and which ones it cannot pass. */
const input = (endpoint: AnyEndpoint, verb: string, params: JsonSchema) => {
  if (verb !== 'GET' && verb !== 'DELETE') {
    const needsBody = ((params['required'] ?? []) as unknown[]).length > 0 || endpoint.variants !== undefined;
    const requestBody = { required: needsBody, content: json(bodySchema(endpoint, params)) };
    return { inBodyOnly: [], inBody: true, inQuery: [], fields: { requestBody } };
  }
  const { parameters, inBodyOnly } = queryParameters(params);
  return { inBodyOnly, inBody: false, inQuery: parameters, fields: {} };
};

interface Called {
  /** The schema of its parameters. */
  readonly params: JsonSchema;
  /** Whether changes take an `Idempotency-Key`. */
  readonly idempotency: boolean;
  /** What it does; `undefined` for an endpoint that is not documented. */
  readonly text: string | undefined;
}

/** The operations of an endpoint, by method. */
export const operations = (
  { endpoint, names }: ExposedEndpoint,
  { params, idempotency, text }: Called,
): Record<string, OpenApiOperation> =>
  Object.fromEntries(
    acceptedVerbs(endpoint).map((verb) => {
      const { inBodyOnly, inBody, inQuery, fields } = input(endpoint, verb, params);
      const inHeader = idempotency && endpoint.replay !== 'safe' ? [idempotencyKey] : [];
      const parameters = [...inQuery, ...inHeader];
      const operation: OpenApiOperation = {
        operationId:
          verb === endpoint.verb ? idOf(names) : `${idOf(names)}By${capitalize(verb.toLowerCase())}`,
        tags: [tagOf(endpoint)],
        summary: summaryOf(endpoint),
        description: describe(endpoint, { text, inBodyOnly }),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...fields,
        responses: {
          200: { description: 'Success.', content: json(successSchema(endpoint)) },
          ...errorResponsesOf(endpoint, { inBody }),
        },
      };
      return [verb.toLowerCase(), operation];
    }),
  );
