import { endpoints, type AnyEndpoint, type EndpointTree } from '@org/seam-core';
import { isEndpoint, loadTexts } from '@org/seam-core/internal';
import { declarations, models, signatures } from './declarations.ts';
import { fieldsOf, membersOf, modelsIn, typeText, unionOf } from './fields.ts';
import { code, fieldTable, kebab, modelLink, paragraph, type Page } from './markdown.ts';

type Texts = Readonly<Record<string, string>>;

interface Method {
  /** How it is called, such as `seam.acs.users.list`. */
  readonly name: string;
  readonly endpoint: AnyEndpoint;
}

const methodsIn = (tree: EndpointTree, prefix: string): Method[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    isEndpoint(value)
      ? [{ name: `${prefix}.${name}`, endpoint: value }]
      : methodsIn(value, `${prefix}.${name}`),
  );

const replays: Readonly<Record<AnyEndpoint['replay'], string>> = {
  safe: 'It only reads, so the client retries it after a failure.',
  idempotent: 'A repetition changes nothing more, so the client retries it after an unknown outcome.',
  never:
    'A repetition would have an effect of its own, so the client retries it only when it was certainly not processed.',
};

const variantText = (variants: NonNullable<AnyEndpoint['variants']>): string => {
  const each = variants.map((names) => {
    const needed = names.filter((name) => !name.endsWith('?')).map(code);
    const optional = names.filter((name) => name.endsWith('?')).map((name) => code(name.slice(0, -1)));
    const start = needed.length === 0 ? 'none' : needed.join(' with ');
    return optional.length === 0 ? start : `${start} (and optionally ${optional.join(', ')})`;
  });
  return `Pass exactly one of: ${each.join('; ')}.`;
};

const methodSection = ({ name, endpoint }: Method, texts: Texts): string => {
  const { path, verb, replay, variants, required = {} } = endpoint;
  const signature = signatures.get(path);
  if (!signature) throw new Error(`The types of ${path} were not found in the generated contract.`);
  const inVariants = new Set(variants?.flat().map((each) => each.replace('?', '')));
  const rows = fieldsOf(signature.params.getText()).map((field) => {
    const isRequired = Object.hasOwn(required, field.name) || (field.name.includes('.') && !field.isOptional);
    const presence = isRequired ? 'required' : inVariants.has(field.name) ? 'see below' : 'optional';
    return { field, presence };
  });
  const named = [...Object.keys(required), ...inVariants];
  const missing = named.filter((name) => !rows.some(({ field }) => field.name === name));
  if (missing.length > 0) throw new Error(`${path}: no documentation of ${missing.join(', ')} was found.`);
  const results = modelsIn(signature.result).map((model) => `[${model}](${modelLink(model)})`);
  const result = typeText(signature.result);
  const returns =
    result === 'void'
      ? 'Returns nothing.'
      : `Returns ${code(result)}${results.length === 0 ? '' : `: ${results.join(', ')}`}.`;
  return [
    `## ${name.split('.').at(-1)} {#${path.split('/').at(-1)}}`,
    `${code(`${name}()`)} · ${code(`${verb} ${path}`)}`,
    paragraph(texts[path] ?? ''),
    rows.length === 0 ? 'It has no parameters.' : fieldTable(rows),
    variants ? variantText(variants) : '',
    `${returns} ${replays[replay]}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

const resourcePages = (texts: Texts): Page[] => {
  const groups = new Map<string, Method[]>();
  for (const method of methodsIn(endpoints, 'seam')) {
    const group = method.name.split('.').slice(0, -1).join('.');
    groups.set(group, [...(groups.get(group) ?? []), method]);
  }
  return [...groups].map(([group, methods]) => {
    const title = group.replace('seam.', '');
    const text = [`# ${title}`, ...methods.map((method) => methodSection(method, texts))].join('\n\n');
    return { path: `reference/api/${kebab(title.replaceAll('.', '-'))}`, title, text };
  });
};

const propertyTable = (name: string): string =>
  fieldTable(fieldsOf(name).map((field) => ({ field, presence: field.isOptional ? 'sometimes' : 'always' })));

const modelPage = (name: string, texts: Texts): Page => {
  const members = membersOf(name);
  const own = texts[name] ?? declarations.get(name)?.docs ?? '';
  const parts =
    members.length === 0
      ? [propertyTable(name)]
      : members.flatMap((member) => [
          `## ${member} {#${member.toLowerCase()}}`,
          paragraph(declarations.get(member)?.docs ?? ''),
          propertyTable(member),
        ]);
  const text = [`# ${name}`, paragraph(own), ...parts].filter((part) => part !== '').join('\n\n');
  return { path: `reference/models/${kebab(name)}`, title: name, text };
};

/** The pages of the endpoints, by resource, and those of the models. */
export const apiPages = async (): Promise<{ resources: Page[]; models: Page[] }> => {
  const { endpoints: ofEndpoints, models: ofModels } = await loadTexts();
  const texts = { ...ofEndpoints, ...ofModels };
  return {
    resources: resourcePages(texts),
    models: models.filter((name) => !unionOf.has(name)).map((name) => modelPage(name, texts)),
  };
};
