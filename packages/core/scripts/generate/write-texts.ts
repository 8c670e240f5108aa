import type { Glossary } from './glossary.ts';

const entriesOf = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)},`)
    .join('\n');

/** The texts of the glossary as values, for documents that are written at run time. */
export const writeTexts = ({ fields, endpoints, models, unions }: Glossary): Map<string, string> =>
  new Map(
    Object.entries({
      fields: ['Texts of parameters and of fields of results, by the keys of the glossary', fields],
      endpoints: ['Texts of endpoints, by path', endpoints],
      models: [
        'Texts of models, by type, and of members of unions, by event type or action type',
        { ...models, ...unions },
      ],
    } as const).map(([name, [comment, texts]]) => [
      `texts/${name}.ts`,
      `/** ${comment}. */\nexport const ${name}: Readonly<Record<string, string>> = {\n${entriesOf(texts)}\n};`,
    ]),
  );
