import { createSeam, type Seam } from '@org/seam-core';
import { openapi } from '@seamapi/types/connect';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { createFakeSeam, type FakeSeam } from '../src/fake/create-fake.ts';
import type { FakeSeamOptions } from '../src/fake/options.ts';

// A schema that many answers refer to is compiled once, not anew in each.
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, inlineRefs: false });
formats.default(ajv);

/** OpenAPI 3.0 says with booleans what JSON Schema says with the limit itself, or with one more type. */
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
    const answers = operation?.post?.responses['200'] ?? {};
    const pointer = `seam#/paths/${path.replaceAll('/', '~1')}/post/responses/200/content/application~1json/schema`;
    validators.set(path, 'content' in answers ? ajv.compile({ $ref: pointer }) : undefined);
  }
  return validators.get(path);
};

/** How a successful answer differs from what the OpenAPI document says; `undefined` when it does not. */
export const checkAnswer = (path: string, body: unknown): string | undefined => {
  if (body === 'no JSON') return undefined;
  const validate = validatorOf(path);
  if (!validate || validate(body)) return undefined;
  const issues = (validate.errors ?? [])
    .slice(0, 8)
    .map(({ instancePath, message, params }) => [instancePath, message, JSON.stringify(params)].join(' '));
  return `${path} answers what the document does not describe:\n${issues.join('\n')}`;
};

/** A fake whose every successful answer is held against the OpenAPI document's response schema. */
export const createCheckedFake = (
  options: FakeSeamOptions = {},
): FakeSeam & { readonly as: (options: object) => Seam } => {
  const fake = createFakeSeam(options);
  const { fetch: answer } = fake;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await answer(request);
    const issue =
      response.status === 200 &&
      checkAnswer(
        new URL(request.url).pathname,
        await response
          .clone()
          .json()
          .catch(() => 'no JSON'),
      );
    // Answered rather than thrown: the client shows the sentence of an error answer, and of nothing else.
    return typeof issue === 'string'
      ? Response.json({ error: { type: 'not_as_documented', message: issue }, ok: false }, { status: 500 })
      : response;
  };
  const as = (credentials: object) =>
    createSeam({ retry: false, ...credentials, endpoint: fake.endpoint, fetch });
  return Object.assign(fake, { fetch, as, seam: as({ apiKey: fake.apiKey }) });
};
