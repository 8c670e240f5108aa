import type { GenericSchema } from 'valibot';
import type { JsonSchema } from './json-schema.ts';

/** From valibot's schemas to JSON Schemas. Where one of those given by name is part of another, it is referred to. */
export type Convert = (schemas: Readonly<Record<string, GenericSchema>>) => Record<string, JsonSchema>;

/** Loads the library that converts. It is part of what is published, in a file of its own. */
export const loadConverter = async (): Promise<Convert> => {
  const { toJsonSchemaDefs } = await import('@valibot/to-json-schema');
  return (schemas) =>
    toJsonSchemaDefs(schemas, {
      target: 'draft-2020-12',
      // Which parameters exclude each other is said by the endpoint's forms.
      ignoreActions: ['raw_check'],
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    }) as Record<string, JsonSchema>;
};
