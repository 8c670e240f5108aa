import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../../..');
const generated = join(root, 'packages/core/src/contract/generated');

/** An interface or a type of the generated contract. */
export interface Declaration {
  readonly name: string;
  readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
  readonly docs: string;
}

/** The types of an endpoint's parameters and of its result, as they are written. */
export interface Signature {
  readonly params: ts.TypeNode;
  readonly result: ts.TypeNode;
}

const parse = (glob: string): ts.SourceFile[] =>
  globSync(glob, { cwd: generated }).map((file) =>
    ts.createSourceFile(file, readFileSync(join(generated, file), 'utf8'), ts.ScriptTarget.Latest, true),
  );

/** The text of a documentation comment, without its tags. */
export const docsOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

export const isDeprecated = (node: ts.Node): boolean =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'deprecated');

/** All types of the generated contract, by name. */
export const declarations: ReadonlyMap<string, Declaration> = new Map(
  ['models/**/*.ts', 'endpoints/**/*.ts'].flatMap((glob) =>
    parse(glob).flatMap(({ statements }) =>
      statements
        .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        .map((node) => [node.name.text, { name: node.name.text, node, docs: docsOf(node) }] as const),
    ),
  ),
);

/** The names of the models: what results consist of. */
export const models: readonly string[] = parse('models/**/*.ts')
  .flatMap(({ statements }) => statements)
  .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
  .map(({ name }) => name.text)
  .filter((name) => !['DateTime', 'Uuid'].includes(name))
  .toSorted();

const toSnakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The operations of `resource('/phones', { get: operation<Params, Result>('GET', …) })`, by path. */
const signaturesIn = (file: ts.SourceFile): [string, Signature][] => {
  const found: [string, Signature][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'resource') {
      const [path, tree] = node.arguments;
      if (path && ts.isStringLiteral(path) && tree && ts.isObjectLiteralExpression(tree))
        for (const property of tree.properties) {
          if (!ts.isPropertyAssignment(property) || !ts.isCallExpression(property.initializer)) continue;
          const [params, result] = property.initializer.typeArguments ?? [];
          if (params && result)
            found.push([`${path.text}/${toSnakeCase(property.name.getText())}`, { params, result }]);
        }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

/** The types of each endpoint, by path. */
export const signatures: ReadonlyMap<string, Signature> = new Map(
  parse('endpoints/**/*.ts').flatMap(signaturesIn),
);
