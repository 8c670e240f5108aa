import { join } from 'node:path';
import ts from 'typescript-6';
import { root } from './examples.ts';

/** A member of an interface, as a table of a README shows it. */
export interface InterfaceMember {
  readonly name: string;
  /** The type in short: `function` for a signature, no `undefined`, no type arguments. */
  readonly type: string;
  /** The text of `@default`; `required` for a member that cannot be omitted; otherwise empty. */
  readonly default: string;
}

const unwrapped = new Set(['Partial', 'Readonly']);

const describeReference = (node: ts.TypeReferenceNode, checker: ts.TypeChecker): string => {
  const name = node.typeName.getText();
  const [argument] = node.typeArguments ?? [];
  if (argument && unwrapped.has(name)) return describeType(argument, checker);
  if (name === 'Record') return 'object';
  // A type parameter says nothing to a reader. Its constraint does.
  const [declaration] = checker.getTypeAtLocation(node).symbol?.declarations ?? [];
  return declaration && ts.isTypeParameterDeclaration(declaration) && declaration.constraint
    ? describeType(declaration.constraint, checker)
    : name;
};

const describeType = (node: ts.TypeNode, checker: ts.TypeChecker): string => {
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node))
    return describeType(node.type, checker);
  if (ts.isFunctionTypeNode(node)) return 'function';
  if (ts.isTypeLiteralNode(node)) return 'object';
  if (ts.isTemplateLiteralTypeNode(node)) return 'string';
  if (ts.isTypeReferenceNode(node)) return describeReference(node, checker);
  if (ts.isArrayTypeNode(node)) {
    const element = describeType(node.elementType, checker);
    return element.includes('|') ? `(${element})[]` : `${element}[]`;
  }
  if (ts.isUnionTypeNode(node))
    return node.types
      .filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword)
      .map((type) => describeType(type, checker))
      .join(' | ');
  return node.getText().replace('globalThis.', '');
};

const describeMember = (member: ts.Symbol, checker: ts.TypeChecker): InterfaceMember => {
  const [node] = member.declarations ?? [];
  if (node === undefined) throw new Error(`The member ${member.name} has no declaration.`);
  const tag = member.getJsDocTags(checker).find(({ name }) => name === 'default');
  const text = ts.displayPartsToString(tag?.text);
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  const type = ts.isPropertySignature(node) && node.type ? describeType(node.type, checker) : 'function';
  return { name: member.name, type, default: text || (isOptional ? '' : 'required') };
};

/** The interfaces of a program, read from their files. */
export interface InterfaceReader {
  /** The members of an interface, its own and the inherited ones. */
  readonly membersOf: (file: string, name: string) => readonly InterfaceMember[];
  /** The names of the interfaces that a module exports. */
  readonly exportsOf: (file: string) => readonly string[];
}

/** Files are named from the root of the repository. TypeScript 7 has no interface for programs, so version 6 reads them. */
export const readInterfaces = (files: readonly string[]): InterfaceReader => {
  const program = ts.createProgram({
    rootNames: files.map((file) => join(root, file)),
    options: {
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      noEmit: true,
      skipLibCheck: true,
      strict: true,
      target: ts.ScriptTarget.ESNext,
      types: ['node'],
    },
  });
  const checker = program.getTypeChecker();
  const sourceOf = (file: string): ts.SourceFile => {
    const source = program.getSourceFile(join(root, file));
    if (!source) throw new Error(`There is no file ${file}.`);
    return source;
  };
  return {
    membersOf: (file, name) => {
      const declaration = sourceOf(file).statements.find(
        (statement): statement is ts.InterfaceDeclaration =>
          ts.isInterfaceDeclaration(statement) && statement.name.text === name,
      );
      if (!declaration) throw new Error(`${file} has no interface ${name}.`);
      const members = checker.getPropertiesOfType(checker.getTypeAtLocation(declaration));
      return members.map((member) => describeMember(member, checker));
    },
    exportsOf: (file) => {
      const symbol = checker.getSymbolAtLocation(sourceOf(file));
      return symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
    },
  };
};
