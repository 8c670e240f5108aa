import { openapi } from '@seamapi/types/connect';

/** The parts of an OpenAPI 3.0 schema that the document uses. */
export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: (string | boolean)[];
  format?: string;
  nullable?: boolean;
  deprecated?: boolean;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  pattern?: string;
  discriminator?: { propertyName: string };
  'x-undocumented'?: string;
  'x-draft'?: string;
  'x-route-path'?: string;
}

export interface Operation {
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: { '200': { content?: { 'application/json': { schema: Schema } } } };
  security: Record<string, unknown>[];
  'x-response-key': string | null;
  'x-action-attempt-type'?: string;
  'x-undocumented'?: string;
  'x-draft'?: string;
}

type Verbs = Partial<Record<'get' | 'post' | 'put' | 'patch' | 'delete', Operation>>;

const document = openapi as unknown as {
  paths: Record<string, Verbs>;
  components: { schemas: Record<string, Schema> };
};

export const paths = document.paths;
export const components = document.components.schemas;

/** Follows a reference to its name and schema. */
export const resolve = (ref: string): { name: string; schema: Schema } => {
  const name = ref.split('/').at(-1) ?? '';
  const schema = components[name];
  if (!schema) throw new Error(`The document refers to ${ref}, which it does not define.`);
  return { name, schema };
};
