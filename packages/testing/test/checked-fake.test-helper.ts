import { createSeam, type Seam } from '@org/seam-core';
import { openapi } from '@seamapi/types/connect';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { createFakeSeam } from '../src/fake/create-fake.ts';
import type { FakeSeam } from '../src/fake/fake-seam.ts';
import type { FakeSeamOptions } from '../src/fake/options.ts';

// Compiles a shared schema once instead of in each response.
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, inlineRefs: false });
formats.default(ajv);

/** Converts the booleans of OpenAPI 3.0 (`nullable`, `exclusiveMinimum`) to JSON Schema. */
const asJsonSchema = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Record<string, unknown>;
  if (schema['nullable'] === true && !('type' in schema)) {
    const { nullable: __, ...rest } = schema;
    return { anyOf: [rest, { type: 'null' }] };
  }
  const { exclusiveMinimum, minimum, ...rest } = schema;
  return exclusiveMinimum === true ? { ...rest, exclusiveMinimum: minimum } : value;
};
ajv.addSchema(JSON.parse(JSON.stringify(openapi), asJsonSchema) as object, 'seam');

const validators = new Map<string, ValidateFunction | undefined>();

const validatorOf = (path: string): ValidateFunction | undefined => {
  if (!validators.has(path)) {
    const operation = (openapi.paths as Record<string, { post?: { responses: Record<string, object> } }>)[
      path
    ];
    const documented = operation?.post?.responses['200'] ?? {};
    const pointer = `seam#/paths/${path.replaceAll('/', '~1')}/post/responses/200/content/application~1json/schema`;
    validators.set(path, 'content' in documented ? ajv.compile({ $ref: pointer }) : undefined);
  }
  return validators.get(path);
};

/** How a successful response differs from the OpenAPI document; `undefined` when it does not. */
export const checkResponse = (path: string, body: unknown): string | undefined => {
  if (body === 'no JSON') return undefined;
  const validate = validatorOf(path);
  if (!validate || validate(body)) return undefined;
  const issues = (validate.errors ?? [])
    .slice(0, 8)
    .map(({ instancePath, message, params }) => [instancePath, message, JSON.stringify(params)].join(' '));
  return `${path} returned a response that the document does not describe:\n${issues.join('\n')}`;
};

/** A fake that checks every successful response against the OpenAPI document's schema. */
export const createCheckedFake = (
  options: FakeSeamOptions = {},
): FakeSeam & { readonly as: (options: object) => Seam } => {
  const fake = createFakeSeam(options);
  const { fetch: respond } = fake;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await respond(request);
    const issue =
      response.status === 200 &&
      checkResponse(
        new URL(request.url).pathname,
        await response
          .clone()
          .json()
          .catch(() => 'no JSON'),
      );
    // A response instead of an exception: the client reports only the message of an error response.
    return typeof issue === 'string'
      ? Response.json({ error: { type: 'not_as_documented', message: issue }, ok: false }, { status: 500 })
      : response;
  };
  const as = (credentials: object) =>
    createSeam({
      retry: false,
      waitForActionAttempt: { pollingInterval: 1 },
      ...credentials,
      endpoint: fake.endpoint,
      fetch,
    });
  return Object.assign(fake, { fetch, as, seam: as({ apiKey: fake.apiKey }) });
};
