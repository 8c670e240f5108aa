import { afterAll, beforeAll, expect, it } from 'vitest';
import { examples, folderFor, isSuite, titleOf } from './support.ts';

const folder = folderFor('suites');

beforeAll(folder.remove);
afterAll(folder.remove);

it('the examples that are test suites pass', () => {
  const suites = examples.filter(isSuite).map((example) => ({ name: titleOf(example), code: example.code }));
  const { output, passed } = folder.runSuites(suites);
  expect(passed, output).toEqual(suites.map(({ name }) => name));
}, 120_000);
