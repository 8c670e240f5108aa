import { endpoint, endpoints, type NoParams } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveExposed, wildcardOf } from '../router/expose.ts';
import { acceptedVerbs } from '../router/routes.ts';
import { createOpenApiDocument } from './document.ts';
import type { OpenApiDocument, OpenApiOperation } from './types.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const documentOf = (...expose: string[]) => createOpenApiDocument(resolveExposed(expose));

const whole = createOpenApiDocument(resolveExposed(paths));

const problemsOf = async (document: OpenApiDocument): Promise<unknown> => {
  const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
  return valid ? undefined : errors;
};

const list = '/user_identities/list';
const revoke = '/user_identities/revoke_access_to_device';

describe('createOpenApiDocument', () => {
  it.each([
    ['one endpoint', [list]],
    ['a resource', ['/acs/users/*']],
    ['endpoints with responses of several models', ['/access_grants/*', '/spaces/get_related']],
    ['the whole contract', paths],
  ])('is a valid document of %s', async (_, expose) => {
    expect(await problemsOf(await documentOf(...expose))).toBeUndefined();
  });

  it('is a valid document with all options', async () => {
    const document = await createOpenApiDocument(resolveExposed([list]), {
      title: 'Doors',
      version: '2.1.0',
      servers: [{ url: 'https://example.com/api/seam' }],
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    });
    expect(await problemsOf(document)).toBeUndefined();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Doors', version: '2.1.0' },
      servers: [{ url: 'https://example.com/api/seam' }],
      security: [{ session: [] }],
      components: { securitySchemes: { session: { in: 'cookie' } } },
    });
  });

  it.each([
    [{ titel: 'Doors' }, 'createOpenApiDocument: unknown option "titel". Did you mean "title"?'],
    [{ version: 2 }, 'createOpenApiDocument: version must be a string; got 2.'],
    [{ securitySchemes: { session: 'cookie' } }, 'securitySchemes must be an object of objects'],
    [{ idempotency: 'yes' }, 'idempotency must be a boolean'],
  ])('R92: rejects the options %j', async (options, message) => {
    await expect(createOpenApiDocument(resolveExposed([list]), options as never)).rejects.toThrow(message);
  });

  it('lists the Idempotency-Key header of changes only with idempotency', async () => {
    const document = await createOpenApiDocument(resolveExposed(paths), { idempotency: true });
    expect(await problemsOf(document)).toBeUndefined();
    const takesKey = ({ parameters = [] }: OpenApiOperation) =>
      parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'Idempotency-Key');
    for (const { endpoint } of resolveExposed(paths)) {
      const taking = Object.values(document.paths[endpoint.path] ?? {}).map(takesKey);
      expect([endpoint.path, ...new Set(taking)]).toEqual([endpoint.path, endpoint.replay !== 'safe']);
    }
    expect(JSON.stringify(await whole)).not.toContain('Idempotency-Key');
  });

  it('contains each exposed endpoint with each of its methods, and no other', async () => {
    const entry = fc.constantFrom(...paths, ...new Set(paths.map(wildcardOf)));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(entry, { minLength: 1, maxLength: 6 }), async (expose) => {
        const exposed = resolveExposed(expose);
        const document = await createOpenApiDocument(exposed);
        const described = Object.entries(document.paths).map(([path, verbs]) => [path, Object.keys(verbs)]);
        expect(Object.fromEntries(described)).toEqual(
          Object.fromEntries(
            exposed.map(({ endpoint }) => [
              endpoint.path,
              acceptedVerbs(endpoint).map((verb) => verb.toLowerCase()),
            ]),
          ),
        );
        const said = JSON.stringify(document);
        for (const path of paths)
          if (!(path in document.paths)) expect(said.includes(JSON.stringify(path))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('has no dangling references and no unused models', async () => {
    for (const expose of [[list], ['/webhooks/*'], ['/spaces/get_related'], [revoke], paths]) {
      const document = await documentOf(...expose);
      const refs = new Set(JSON.stringify(document).match(/#\/components\/\w+\/\w+/g));
      const held = [
        ...Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
        ...Object.keys(document.components.responses).map((name) => `#/components/responses/${name}`),
      ];
      expect(held.filter((name) => name.includes('schemas') && !refs.has(name))).toEqual([]);
      expect([...refs].filter((name) => !held.includes(name))).toEqual([]);
    }
  });

  it('gives each operation a unique id', async () => {
    const ids = Object.values((await whole).paths).flatMap((verbs) =>
      Object.values(verbs).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['userIdentitiesList', 'userIdentitiesListByPost', 'acsUsersDelete']),
    );
  });

  it('describes GET with query parameters, and POST with a body', async () => {
    const { get, post } = (await documentOf(list)).paths[list] ?? {};
    expect(get?.requestBody).toBeUndefined();
    expect(get?.parameters).toContainEqual({
      name: 'page_cursor',
      in: 'query',
      description: expect.stringContaining('page'),
      required: false,
      allowEmptyValue: true,
      schema: { type: 'string' },
    });
    expect(get?.parameters).toContainEqual({
      name: 'user_identity_ids',
      in: 'query',
      description: expect.any(String),
      required: false,
      allowEmptyValue: true,
      schema: { type: 'array', items: { type: 'string', format: 'uuid' } },
    });
    expect(post?.parameters).toBeUndefined();
    expect(post?.requestBody).toMatchObject({
      required: false,
      content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } },
    });
    expect(get?.responses['200']).toEqual(post?.responses['200']);
    expect(get?.responses['200']).toMatchObject({
      content: {
        'application/json': {
          schema: {
            properties: {
              user_identities: { type: 'array', items: { $ref: '#/components/schemas/UserIdentity' } },
              pagination: { $ref: '#/components/schemas/Pagination' },
              ok: { const: true },
            },
            required: ['user_identities', 'pagination', 'ok'],
          },
        },
      },
    });
  });

  it('marks the required parameters of a DELETE', async () => {
    const remove = (await documentOf(revoke)).paths[revoke]?.['delete'];
    expect(remove?.parameters?.map(({ name, required }) => [name, required])).toEqual([
      ['device_id', true],
      ['user_identity_id', true],
    ]);
  });

  it('lists the parameters that a query string cannot hold, none of them required', async () => {
    const path = '/connect_webviews/list';
    const { get, post } = (await documentOf(path)).paths[path] ?? {};
    expect(get?.parameters?.map(({ name }) => name)).not.toContain('custom_metadata_has');
    expect(get?.description).toContain('also accepts custom_metadata_has');
    expect(JSON.stringify(post?.requestBody)).toContain('custom_metadata_has');
    for (const [path, { get, delete: remove, post }] of Object.entries((await whole).paths)) {
      const parameters = (get ?? remove)?.parameters;
      const needed = (post?.requestBody?.content['application/json'].schema['required'] ?? []) as string[];
      if (parameters)
        expect([path, parameters.map(({ name }) => name)]).toEqual([path, expect.arrayContaining(needed)]);
    }
  });

  it('describes parameter variants in words', async () => {
    const path = '/acs/users/revoke_access_to_all_entrances';
    expect((await documentOf(path)).paths[path]?.['post']?.description).toContain(
      ' Idempotent: repeating the request has no further effect. ' +
        'Pass acs_user_id, or user_identity_id (optionally with acs_system_id).',
    );
  });

  it('describes no result of an endpoint outside the contract', async () => {
    const tree = {
      widgets: {
        spin: endpoint<NoParams, object>('POST', '/widgets/spin', { replay: 'never', returns: 'widget' }),
      },
    };
    const document = await createOpenApiDocument(resolveExposed(['/widgets/*'], tree), { schemas: {} });
    expect(await problemsOf(document)).toBeUndefined();
    expect(document.paths['/widgets/spin']?.['post']?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { properties: { widget: { type: 'object' } } } } },
    });
  });
});
