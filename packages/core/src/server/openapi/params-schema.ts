import type { GenericSchema } from 'valibot';
import type { SchemaLoader } from '../routes.ts';
import type { StandardSchema } from '../params/standard-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Convert } from './load-converter.ts';

const isValibot = (schema: StandardSchema): schema is StandardSchema & GenericSchema =>
  schema['~standard'].vendor === 'valibot';

/** The parameters of an endpoint as one object. Of another library's schema nothing is known. */
export const paramsSchema = async (load: SchemaLoader, convert: Convert): Promise<JsonSchema> => {
  const schema = await load();
  return (
    (schema && isValibot(schema) ? convert({ params: schema })['params'] : undefined) ?? { type: 'object' }
  );
};
