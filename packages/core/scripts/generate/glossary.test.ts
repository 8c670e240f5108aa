import { expect, it } from 'vitest';
import { createDocumentation, type Glossary, mergeTexts, readGlossary } from './glossary.ts';
import { readOperations } from './operations.ts';
import { writeEndpoints } from './write-endpoints.ts';
import { writeModels } from './write-models.ts';

const operations = readOperations();
const complete = await readGlossary();

/** What is wrong after all types were written with this glossary. */
const problemsOf = (glossary: Glossary): string[] => {
  const documentation = createDocumentation(glossary);
  writeEndpoints(operations, documentation);
  writeModels(operations, documentation);
  return documentation.problems();
};

const without = (kind: keyof Glossary, key: string): Glossary => {
  expect(complete[kind]).toHaveProperty([key]);
  const { [key]: _, ...others } = complete[kind];
  return { ...complete, [kind]: others };
};

it('accepts a glossary with a text for every field, endpoint, model and member of a union', () => {
  expect(problemsOf(complete)).toEqual([]);
});

it.each<[kind: keyof Glossary, key: string, problem: string]>([
  ['fields', 'device_id', 'fields: no text for LocksUnlockDoorParams.device_id'],
  ['fields', 'was_confirmed_by_device', 'fields: no text for ActionAttempt.result.was_confirmed_by_device'],
  ['endpoints', '/user_identities/delete', 'endpoints: no text for /user_identities/delete'],
  ['models', 'AcsUser', 'models: no text for AcsUser'],
  ['unions', 'UNLOCK_DOOR', 'unions: no text for UNLOCK_DOOR'],
  ['unions', 'acs_user.deleted', 'unions: no text for acs_user.deleted'],
])('%s without %j: names the place that has no text', (kind, key, problem) => {
  expect(problemsOf(without(kind, key))).toContain(problem);
});

it.each<[kind: keyof Glossary, key: string]>([
  ['fields', 'devise_id'],
  ['fields', 'Device.devise_id'],
  ['endpoints', '/locks/open_door'],
  ['models', 'Door'],
  ['unions', 'OPEN_DOOR'],
])('%s with %j: names the text that nothing uses', (kind, key) => {
  const glossary = { ...complete, [kind]: { ...complete[kind], [key]: 'A text.' } };
  expect(problemsOf(glossary)).toEqual([`${kind}: nothing is called ${key}`]);
});

it.each(['', ' ', 'Ends */ the comment.', 'Two\nlines.'])('refuses the text %j', (text) => {
  const { problems } = createDocumentation({ ...complete, models: { AcsUser: text } });
  expect(problems()).toContain(
    'models: the text of AcsUser is empty, or has a line break or the end of a comment',
  );
});

it.each<[place: string[], text: string]>([
  [['Device', 'level'], 'name'],
  [['Device', 'battery', 'level'], 'end'],
  [['Device', 'properties', 'battery', 'level'], 'place'],
  [['Phone', 'properties', 'battery', 'level'], 'end'],
])('%j: takes the text with the longest key', (place, text) => {
  const fields = { level: 'name', 'battery.level': 'end', 'Device.properties.battery.level': 'place' };
  expect(createDocumentation({ ...complete, fields }).field(place)).toBe(text);
});

it('refuses two texts with the same key', () => {
  expect(() => mergeTexts([{ a: 'One.' }, { a: 'Another.' }])).toThrow('The glossary has two texts for a.');
});
