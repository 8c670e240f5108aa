/** A JSON Schema, as an OpenAPI 3.1 document holds it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The properties that an object's schema speaks of. */
export const propertiesOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
