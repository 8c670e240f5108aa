import { expect, it } from 'vitest';
import { endpoints } from '../../endpoints.ts';
import { mapEndpoints } from '../../map-endpoints.ts';
import { resolveExposed } from '../guard/expose.ts';
import { builtInSchema } from '../params/load-schema.ts';
import { parseQuery } from '../params/parse-query.ts';
import { openapiDocument } from './openapi-document.ts';
import { sample } from './sample.test-helper.ts';

const readPaths: string[] = [];
mapEndpoints(endpoints, ({ path, verb }) => {
  if (verb === 'GET' || verb === 'DELETE') readPaths.push(path);
});
const places = resolveExposed(readPaths);
const whole = openapiDocument(places);

it.each(places.map((place) => [place.endpoint.path, place] as const))(
  'what is described of the query of %s is read as it was meant',
  async (path, { endpoint, names }) => {
    const verbs = (await whole).paths[path];
    const parameters = verbs?.[endpoint.verb.toLowerCase()]?.parameters ?? [];
    const wanted = Object.fromEntries(parameters.map(({ name, schema }) => [name, sample(schema)]));
    // The style `form`, exploded: what a document means that says nothing else.
    const query = new URLSearchParams(
      Object.entries(wanted).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
    );
    expect(parseQuery(query.toString(), await builtInSchema(names)())).toEqual(wanted);
  },
);

it('an empty value is null or an empty list, where the document allows it', async () => {
  const [place] = resolveExposed(['/user_identities/list']);
  const schema = await builtInSchema(place?.names ?? [])();
  const parameters = (await whole).paths['/user_identities/list']?.['get']?.parameters ?? [];
  const empty = parameters.flatMap(({ name, allowEmptyValue }) => (allowEmptyValue ? [name] : []));
  expect(empty).toEqual(['page_cursor', 'user_identity_ids']);
  expect(parseQuery('page_cursor=&user_identity_ids=', schema)).toEqual({
    page_cursor: null,
    user_identity_ids: [],
  });
});
