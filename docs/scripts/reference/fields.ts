import ts from 'typescript';
import { declarations, docsOf, isDeprecated, models } from './declarations.ts';

/** A property of parameters or of a model. */
export interface Field {
  /** The path in the object, such as `errors[].message`. */
  readonly name: string;
  /** The type as it is written, with `object` for objects whose properties are fields of their own. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly isDeprecated: boolean;
  readonly docs: string;
  /** The models in the type. */
  readonly models: readonly string[];
}

const isUndefined = (node: ts.TypeNode) => node.kind === ts.SyntaxKind.UndefinedKeyword;

const unwrap = (node: ts.TypeNode): ts.TypeNode =>
  ts.isParenthesizedTypeNode(node) ? unwrap(node.type) : node;

/** Whether a type is a parameter of the declaration around it. What uses the declaration says what it stands for. */
const isTypeParameter = (node: ts.TypeNode): boolean =>
  ts
    .findAncestor(node, ts.isInterfaceDeclaration)
    ?.typeParameters?.some(({ name }) => name.text === node.getText()) ?? false;

/** The parts of a union, without `undefined` and type parameters. */
const partsOf = (node: ts.TypeNode): ts.TypeNode[] => {
  const inner = unwrap(node);
  if (ts.isUnionTypeNode(inner)) return inner.types.flatMap(partsOf);
  return isUndefined(inner) || isTypeParameter(inner) ? [] : [inner];
};

const textOf = (node: ts.TypeNode): string => {
  const inner = unwrap(node);
  if (ts.isTypeLiteralNode(inner) || ts.isIntersectionTypeNode(inner)) return 'object';
  if (ts.isArrayTypeNode(inner)) {
    const element = typeText(inner.elementType);
    return element.includes(' | ') ? `(${element})[]` : `${element}[]`;
  }
  return inner.getText().replaceAll(/\s+/g, ' ');
};

/** A type on one line, without `undefined`. Objects are `object`: their properties are listed. */
export const typeText = (node: ts.TypeNode): string => [...new Set(partsOf(node).map(textOf))].join(' | ');

/** The models that a type refers to. */
export const modelsIn = (node: ts.Node): string[] => {
  const found = new Set<string>();
  const visit = (each: ts.Node): void => {
    if (ts.isTypeReferenceNode(each) && models.includes(each.typeName.getText()))
      found.add(each.typeName.getText());
    if (!ts.isTypeLiteralNode(each)) ts.forEachChild(each, visit);
  };
  visit(node);
  return [...found];
};

const merge = (fields: readonly Field[]): Field[] => {
  const byName = new Map<string, Field>();
  for (const field of fields) {
    const known = byName.get(field.name);
    byName.set(
      field.name,
      known
        ? {
            ...known,
            type: [...new Set([...known.type.split(' | '), ...field.type.split(' | ')])].join(' | '),
            docs: known.docs || field.docs,
            models: [...new Set([...known.models, ...field.models])],
          }
        : field,
    );
  }
  return [...byName.values()];
};

const memberFields = (member: ts.TypeElement, prefix: string): Field[] => {
  if (!ts.isPropertySignature(member) || !member.type || partsOf(member.type).length === 0) return [];
  const name = `${prefix}${member.name.getText().replaceAll("'", '')}`;
  const field: Field = {
    name,
    type: typeText(member.type),
    isOptional: member.questionToken !== undefined,
    isDeprecated: isDeprecated(member),
    docs: docsOf(member),
    models: modelsIn(member.type),
  };
  return [field, ...fieldsIn(member.type, `${name}.`)];
};

/** The properties of a type, and those of the objects in it. Variants of a union are merged. */
const fieldsIn = (node: ts.TypeNode, prefix: string): Field[] => {
  const inner = unwrap(node);
  if (ts.isArrayTypeNode(inner)) return fieldsIn(inner.elementType, `${prefix.slice(0, -1)}[].`);
  if (ts.isUnionTypeNode(inner) || ts.isIntersectionTypeNode(inner))
    return merge(inner.types.flatMap((type) => fieldsIn(type, prefix)));
  if (ts.isTypeLiteralNode(inner))
    return merge(inner.members.flatMap((member) => memberFields(member, prefix)));
  if (!ts.isTypeReferenceNode(inner)) return [];
  const name = inner.typeName.getText();
  // A model in a field has a page of its own.
  return prefix !== '' && models.includes(name) ? [] : fieldsOf(name, prefix);
};

/** The properties of a declared type, with those that it inherits. */
export const fieldsOf = (name: string, prefix = ''): Field[] => {
  const node = declarations.get(name)?.node;
  if (!node) return [];
  if (ts.isTypeAliasDeclaration(node)) return fieldsIn(node.type, prefix);
  const bases = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  return merge([
    ...bases.flatMap(({ expression }) => fieldsOf(expression.getText(), prefix)),
    ...node.members.flatMap((member) => memberFields(member, prefix)),
  ]);
};

/** The declared types that a union or an alias consists of, such as those of all events. */
export const membersOf = (name: string): string[] => {
  const node = declarations.get(name)?.node;
  if (!node || !ts.isTypeAliasDeclaration(node)) return [];
  return partsOf(node.type)
    .filter(ts.isTypeReferenceNode)
    .map(({ typeName }) => typeName.getText())
    .filter((member) => declarations.has(member));
};

/** The union that a model is a member of. */
export const unionOf: ReadonlyMap<string, string> = new Map(
  models.flatMap((name) => membersOf(name).map((member) => [member, name] as const)),
);
