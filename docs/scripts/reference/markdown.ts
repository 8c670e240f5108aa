import { type Field, unionOf } from './fields.ts';

/** A page of the site: its path without extension, and its text. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/** Text as Vue and Markdown show it unchanged, in a table. Code keeps its characters. */
const escapeText = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part.replaceAll('<', '&lt;').replaceAll('{', '&#123;').replaceAll('*', '\\*'),
    )
    .join('')
    .replaceAll('|', '\\|');

export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

export const kebab = (name: string): string => name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();

/** The page of a model. The members of a union, such as each event, are sections of its page. */
export const modelLink = (name: string): string => {
  const union = unionOf.get(name);
  return union
    ? `/reference/models/${kebab(union)}#${name.toLowerCase()}`
    : `/reference/models/${kebab(name)}`;
};

interface Row {
  readonly field: Field;
  /** When the property is there: always, sometimes, or as a variant says. */
  readonly presence: string;
}

/** A table of parameters or properties. */
export const fieldTable = (rows: readonly Row[]): string => {
  if (rows.length === 0) return '';
  const lines = rows.map(({ field, presence }) => {
    const links = field.models.map((name) => `[${name}](${modelLink(name)})`).join(', ');
    const notes = [
      field.isDeprecated ? 'Deprecated.' : '',
      escapeText(field.docs),
      links === '' ? '' : `See ${links}.`,
    ];
    return `| ${code(field.name)} | ${code(field.type)} | ${presence} | ${notes.filter(Boolean).join(' ')} |`;
  });
  return ['| Name | Type | Present | |', '| --- | --- | --- | --- |', ...lines].join('\n');
};

export const paragraph = (text: string): string => escapeText(text).replaceAll('\\|', '|');
