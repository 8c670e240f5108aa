import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, type Texts } from '../../src/contract/texts.ts';

const kinds = ['fields', 'endpoints', 'models', 'unions'] as const;

type Kind = (typeof kinds)[number];

/**
 * The documentation in our own words. The key of a field is its name, or, for one place, the type and the properties that lead
 * to it: `Device.properties.battery`. The end of such a key stands for all places that end so: `battery.level`. The longest
 * key wins. Items of a list add nothing to a key, and all members of a union have the same keys.
 */
export type Glossary = Readonly<Record<Kind, Texts>>;

/** The texts of the glossary by place. A missing one is empty; `problems` names it. */
export interface Documentation {
  readonly glossary: Glossary;
  /** @param place the type, the properties that lead to the field, and its name */
  readonly field: (place: readonly string[]) => string;
  readonly endpoint: (path: string) => string;
  readonly model: (type: string) => string;
  /** @param tag the event type or the action type of the member */
  readonly union: (tag: string) => string;
  /** What is missing or was not used until now. */
  readonly problems: () => string[];
}

export const createDocumentation = (glossary: Glossary): Documentation => {
  const used = new Set<string>();
  const missing = new Set<string>();
  const read = (kind: Kind, place: readonly string[]): string => {
    const key = keyOf(glossary[kind], place);
    if (key === undefined) missing.add(`${kind}: no text for ${place.join('.')}`);
    else used.add(`${kind} ${key}`);
    return key === undefined ? '' : (glossary[kind][key] ?? '');
  };
  const unusedOf = (kind: Kind): string[] =>
    Object.keys(glossary[kind])
      .filter((key) => !used.has(`${kind} ${key}`))
      .map((key) => `${kind}: nothing is called ${key}`);
  const unfit = kinds.flatMap((kind) =>
    Object.entries(glossary[kind])
      .filter(([, text]) => text.trim() === '' || /\*\/|\n/.test(text))
      .map(([key]) => `${kind}: the text of ${key} is empty, or has a line break or the end of a comment`),
  );
  return {
    glossary,
    field: (place) => read('fields', place),
    endpoint: (path) => read('endpoints', [path]),
    model: (type) => read('models', [type]),
    union: (tag) => read('unions', [tag]),
    problems: () => [...unfit, ...missing, ...kinds.flatMap(unusedOf)],
  };
};

/** Merges the texts of several files. A key may occur once. */
export const mergeTexts = (all: readonly Texts[]): Texts => {
  const merged: Record<string, string> = {};
  for (const [key, text] of all.flatMap((texts) => Object.entries(texts))) {
    if (Object.hasOwn(merged, key)) throw new Error(`The glossary has two texts for ${key}.`);
    merged[key] = text;
  }
  return merged;
};

const folder = join(import.meta.dirname, '../glossary');

const readFile = async (file: string): Promise<Texts> => {
  const exported = Object.values((await import(join(folder, file))) as Record<string, Texts>);
  if (exported.length !== 1) throw new Error(`scripts/glossary/${file} must export one object of texts.`);
  return exported[0] ?? {};
};

const readFolder = async (name: string): Promise<Texts> =>
  mergeTexts(
    await Promise.all(
      readdirSync(join(folder, name))
        .toSorted()
        .map((file) => readFile(`${name}/${file}`)),
    ),
  );

/** Reads `scripts/glossary`. */
export const readGlossary = async (): Promise<Glossary> => ({
  fields: await readFolder('fields'),
  endpoints: await readFolder('endpoints'),
  models: await readFile('models.ts'),
  unions: await readFile('unions.ts'),
});
