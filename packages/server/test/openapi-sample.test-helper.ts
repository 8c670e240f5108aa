import type { JsonSchema } from '../src/openapi/types.ts';

const texts = ['10:00:00', '10:00', '2026-01-02', '00:11:22', '1234', 'a', '12.5'];

const byFormat: Record<string, string> = {
  uuid: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3',
  'date-time': '2026-01-02T03:04:05.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com/a',
};

const textOf = ({ format, pattern, minLength = 0 }: JsonSchema): string => {
  if (typeof format === 'string') return byFormat[format] ?? '';
  if (typeof pattern === 'string') return texts.find((text) => new RegExp(pattern).test(text)) ?? '';
  return 'a'.repeat(Math.max(1, minLength as number));
};

/** A value that a schema accepts. */
export const sample = (schema: JsonSchema): unknown => {
  if ('const' in schema) return schema['const'];
  if (schema['enum']) return (schema['enum'] as unknown[])[0];
  if (schema['anyOf']) return sample((schema['anyOf'] as JsonSchema[])[0] ?? {});
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'number':
    case 'integer':
      return Number(schema['minimum'] ?? Number(schema['exclusiveMinimum'] ?? 0) + 1);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 1) }, () =>
        sample((schema['items'] ?? {}) as JsonSchema),
      );
    case 'object':
      return sampleObject(schema);
    default:
      return null;
  }
};

const sampleObject = ({ properties = {}, additionalProperties }: JsonSchema): object => ({
  ...Object.fromEntries(
    Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => [name, sample(schema)]),
  ),
  ...(typeof additionalProperties === 'object' ? { a: sample(additionalProperties as JsonSchema) } : {}),
});
