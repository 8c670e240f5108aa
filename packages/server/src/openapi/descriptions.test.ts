import { endpoints } from '@org/seam-core';
import { loadTexts, mapEndpoints } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { resolveExposed } from '../router/expose.ts';
import { describeFields, describeModel } from './descriptions.ts';
import { createOpenApiDocument } from './document.ts';
import type { JsonSchema } from './types.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const document = await createOpenApiDocument(resolveExposed(paths));
const texts = await loadTexts();

/** The properties without a description in a schema, at any depth, and the number of all. */
const propertiesIn = (value: unknown, place: string): { place: string; isDescribed: boolean }[] => {
  if (Array.isArray(value)) return value.flatMap((item) => propertiesIn(item, place));
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, ...keywords } = value as { properties?: Record<string, JsonSchema> };
  return [
    ...Object.values(keywords).flatMap((keyword) => propertiesIn(keyword, place)),
    ...Object.entries(properties).flatMap(([name, schema]) => [
      { place: `${place}.${name}`, isDescribed: typeof schema['description'] === 'string' },
      ...propertiesIn(schema, `${place}.${name}`),
    ]),
  ];
};

describe('the OpenAPI document of the whole contract', () => {
  it('has a text for each operation', () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const { description } of Object.values(operations))
        expect(description.startsWith(`${texts.endpoints[path]} `)).toBe(true);
  });

  it('has a text for each query parameter', () => {
    const parameters = Object.values(document.paths)
      .flatMap((operations) => Object.values(operations))
      .flatMap((operation) => operation.parameters ?? []);
    expect(parameters.length).toBeGreaterThan(300);
    expect(parameters.filter(({ description }) => description === undefined)).toEqual([]);
  });

  it('has a text for each parameter of a body, at any depth', () => {
    const found = Object.entries(document.paths).flatMap(([path, { post }]) =>
      propertiesIn(post?.requestBody?.content['application/json'].schema, path),
    );
    expect(found.length).toBeGreaterThan(800);
    expect(found.filter(({ isDescribed }) => !isDescribed)).toEqual([]);
  });

  it('has a text for each model and each of its fields, at any depth', () => {
    const models = Object.entries(document.components.schemas);
    for (const [model, { description }] of models) expect(description).toBe(texts.models[model]);
    const found = models.flatMap(([model, schema]) => propertiesIn(schema, model));
    expect(found.length).toBeGreaterThan(3000);
    expect(found.filter(({ isDescribed }) => !isDescribed)).toEqual([]);
  });

  it.each(['SeamEvent', 'ActionAttempt'])('has a text for each member of %s', (model) => {
    const members = document.components.schemas[model]?.['anyOf'] as readonly JsonSchema[];
    expect(members.length).toBeGreaterThan(20);
    for (const { description } of members) expect(description).toEqual(expect.any(String));
  });
});

describe('the description of a field', () => {
  it('is the one of its schema, where an application wrote one', () => {
    const schema = {
      type: 'object',
      properties: { device_id: { type: 'string', description: 'A door.' }, color: { type: 'string' } },
    };
    expect(describeFields(schema, ['WidgetsSpinParams'], texts)).toEqual(schema);
    expect(describeModel(schema, 'Widget', texts)).toEqual(schema);
  });

  it('is not mixed up with a field that is called like a keyword', () => {
    const schema = {
      type: 'object',
      properties: { properties: { type: 'object', properties: { locked: { type: 'boolean' } } } },
    };
    expect(describeModel(schema, 'Device', texts)).toMatchObject({
      properties: {
        properties: {
          description: expect.any(String),
          properties: { locked: { type: 'boolean', description: expect.any(String) } },
        },
      },
    });
  });
});
