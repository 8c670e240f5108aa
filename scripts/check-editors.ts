/** Checks what editors show for the packed packages, with the language service that they use. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// TypeScript 7 has no interface for programs yet.
import ts from 'typescript-6';

/** A program of one file in an installed project, as an editor has it open. */
const openEditor = (project: string) => {
  const file = join(project, 'editor.ts');
  let text = '';
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? `${version}` : '0'),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => project,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
  });
  const hoverAt = (name: string, position: number) => {
    const info = service.getQuickInfoAtPosition(name, position);
    return {
      type: ts.displayPartsToString(info?.displayParts),
      documentation: ts.displayPartsToString(info?.documentation),
    };
  };
  return {
    write: (content: string): void => {
      text = content;
      version += 1;
    },
    program: (): ts.Program => service.getProgram() ?? assert.fail('There is no program.'),
    source: (): ts.SourceFile =>
      service.getProgram()?.getSourceFile(file) ?? assert.fail(`${file} is missing.`),
    /** What is shown at a declaration. */
    hoverOver: (node: ts.Node) => hoverAt(node.getSourceFile().fileName, node.getStart()),
    /** What is shown at the last occurrence of a name. */
    hover: (name: string) => hoverAt(file, text.lastIndexOf(name)),
    errors: (): string[] =>
      service
        .getSemanticDiagnostics(file)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  };
};

type Editor = ReturnType<typeof openEditor>;

const setUp = `import { createSeam, createSeamFrom, locks } from '@org/seam-core';
import { createSeamRouter } from '@org/seam-express';
const seam = createSeam();
`;

interface Method {
  /** `locks.unlockDoor` */
  readonly name: string;
  readonly signatures: readonly ts.Signature[];
}

/** The methods of the resources of a client. */
const methodsOf = (type: ts.Type, checker: ts.TypeChecker, prefix = ''): Method[] =>
  checker.getPropertiesOfType(type).flatMap((property) => {
    const name = prefix + property.name;
    const member = checker.getTypeOfSymbol(property);
    const signatures = member.getCallSignatures();
    return signatures.length > 0 ? [{ name, signatures }] : methodsOf(member, checker, `${name}.`);
  });

/** Collects the declarations of the fields of a type, through lists, unions and nested objects. */
const collectFields = (
  type: ts.Type,
  { checker, into, seen }: { checker: ts.TypeChecker; into: Set<ts.Node>; seen: Set<ts.Type> },
): void => {
  if (seen.has(type)) return;
  seen.add(type);
  const context = { checker, into, seen };
  if (type.isUnionOrIntersection()) {
    for (const member of type.types) collectFields(member, context);
    return;
  }
  if (checker.isArrayType(type)) {
    for (const item of checker.getTypeArguments(type as ts.TypeReference)) collectFields(item, context);
    return;
  }
  if (!(type.flags & ts.TypeFlags.Object)) return;
  for (const property of checker.getPropertiesOfType(type)) {
    const member = checker.getTypeOfSymbol(property);
    // `name?: undefined`: a parameter of another variant.
    if (member.flags & ts.TypeFlags.Undefined) continue;
    for (const declaration of property.declarations ?? []) into.add(declaration);
    collectFields(member, context);
  }
};

/** The type of a method's parameters: of its first argument. */
const paramsOf = (signature: ts.Signature, checker: ts.TypeChecker): ts.Type => {
  const [first] = signature.parameters;
  assert.ok(first);
  const type = checker.getTypeOfSymbol(first);
  // `(...args: [params: …, options?: …])`
  const [params = type] = checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return params;
};

const nameOf = (declaration: ts.Node): ts.Node =>
  ts.isPropertySignature(declaration)
    ? declaration.name
    : assert.fail(`${declaration.getText().slice(0, 200)} in ${declaration.getSourceFile().fileName}`);

/** The declarations without documentation, as `UserIdentity.email_address`. */
const undocumented = (fields: ReadonlySet<ts.Node>, editor: Editor): string[] =>
  [...fields]
    .map(nameOf)
    .filter((name) => editor.hoverOver(name).documentation === '')
    .map((name) => `${name.parent.parent.getText().slice(0, 80)}: ${name.getText()}`);

const checkDocumentation = (editor: Editor): void => {
  editor.write(`${setUp}seam;`);
  const checker = editor.program().getTypeChecker();
  const last = editor.source().statements.at(-1);
  assert.ok(last && ts.isExpressionStatement(last));
  const methods = methodsOf(checker.getTypeAtLocation(last.expression), checker).filter(
    ({ name }) => name !== 'request',
  );
  assert.equal(methods.length, 201);

  const fields = { parameters: new Set<ts.Node>(), results: new Set<ts.Node>() };
  const seen = { parameters: new Set<ts.Type>(), results: new Set<ts.Type>() };
  for (const { signatures } of methods)
    for (const signature of signatures) {
      collectFields(paramsOf(signature, checker), {
        checker,
        into: fields.parameters,
        seen: seen.parameters,
      });
      const result = checker.getAwaitedType(signature.getReturnType());
      if (result) collectFields(result, { checker, into: fields.results, seen: seen.results });
    }
  assert.deepEqual(undocumented(fields.parameters, editor), []);
  assert.deepEqual(undocumented(fields.results, editor), []);

  editor.write(`${setUp}${methods.map(({ name }) => `seam.${name};`).join('\n')}`);
  const shown = editor
    .source()
    .statements.filter(ts.isExpressionStatement)
    .map(({ expression }) => {
      assert.ok(ts.isPropertyAccessExpression(expression));
      return { name: expression.getText(), hover: editor.hoverOver(expression.name) };
    });
  assert.equal(shown.length, methods.length);
  for (const { name, hover } of shown) {
    const { type, documentation } = hover;
    assert.ok(documentation.length > 20, `${name} has no documentation`);
    // Four endpoints take no parameters.
    const params = /Api\.\w+: (\(params\??: |ActionMethod<)(\w+Params|Readonly<Record<string, never>>)/;
    assert.match(type, params, name);
    assert.match(type, /Promise<[\w[\]]+>$|, \w*ActionAttempt, CallOptions>$/, name);
  }
  // At a call editors show the documentation of the signature.
  editor.write(`${setUp}${methods.map(({ name }) => `seam.${name}({} as never);`).join('\n')}`);
  for (const { expression } of editor.source().statements.filter(ts.isExpressionStatement)) {
    assert.ok(ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression));
    const { documentation } = editor.hoverOver(expression.expression.name);
    assert.ok(documentation.length > 20, `A call of ${expression.getText()} has no documentation`);
  }
  console.log(
    `ok   editors document ${methods.length} methods, ${fields.parameters.size} parameters and ${fields.results.size} fields of results`,
  );
};

/** Code, the name to hover over, and what its documentation contains. */
const hovers: readonly (readonly [code: string, name: string, documentation: RegExp])[] = [
  ["seam.locks.unlockDoor({ device_id: '' })", 'device_id', /device/],
  ["seam.acs.users.delete({ acs_user_id: '' })", 'acs_user_id', /ACS user/],
  ["(await seam.devices.get({ device_id: '' })).properties.locked", 'locked', /locked/],
  ['(await seam.userIdentities.list())[0]?.errors[0]?.error_code', 'error_code', /error/],
  [
    "(await seam.locks.unlockDoor({ device_id: '' })).result.was_confirmed_by_device",
    'was_confirmed_by_device',
    /confirmed/,
  ],
  ['createSeamFrom({ locks }).locks.unlockDoor', 'unlockDoor', /Unlocks/],
  ['locks.unlockDoor', 'unlockDoor', /Unlocks/],
];

/** Code that does not compile, and the end of the message. */
const mistakes: readonly (readonly [code: string, end: RegExp])[] = [
  [
    'seam.userIdentities.delete({})',
    /Property 'user_identity_id' is missing in type '\{\}' but required in type '\w+'\.$/,
  ],
  [
    'seam.locks.unlockDoor({})',
    /Property 'device_id' is missing in type '\{\}' but required in type '\w+'\.$/,
  ],
  ['seam.acs.users.revokeAccessToAllEntrances({})', /'\w+ByAcsUserId \| \w+ByUserIdentityId'\.$/],
  [
    "seam.acs.users.revokeAccessToAllEntrances({ acs_system_id: '' })",
    /Property 'user_identity_id' is missing in type '.*' but required in type '\w+ByUserIdentityId'\.$/,
  ],
  ["seam.devices.list({ serach: 'door' })", /'serach' does not exist in type '\w+'/],
  [
    "createSeamRouter(seam, { expose: ['/devices/get', '/devices/list'], authorize: { '/devices/list': () => true } })",
    /Property '"\/devices\/get"' is missing in type .*$/,
  ],
];

/** Checks the documentation and the error messages that editors show in a project with the packed packages. */
export const checkEditors = (project: string): void => {
  assert.match(readFileSync(join(project, 'package.json'), 'utf8'), /@org\/seam-core/);
  const editor = openEditor(project);
  checkDocumentation(editor);
  for (const [code, name, expected] of hovers) {
    editor.write(`${setUp}${code};`);
    assert.deepEqual(editor.errors(), [], code);
    assert.match(editor.hover(name).documentation, expected, code);
  }
  for (const [code, end] of mistakes) {
    editor.write(`${setUp}void ${code};`);
    const [message = '', ...others] = editor.errors();
    assert.deepEqual(others, [], code);
    assert.match(message, end);
  }
  console.log(
    `ok   ${hovers.length} places in code have documentation, ${mistakes.length} mistakes name the property`,
  );
};
