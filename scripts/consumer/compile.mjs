/**
 * Compiles `commonjs/use.cts` once per module system, and `use.ts` for a bundler, with a version of TypeScript before 7:
 * `node compile.mjs <folder of typescript> <module system>…`. One process parses the declarations of the libraries once.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, ...modules] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(folder);
const files = new Map();

const compile = (name) => {
  const isBundler = name === 'bundler';
  const config = resolve('commonjs', isBundler ? 'tsconfig.bundler.json' : 'tsconfig.json');
  const given = isBundler ? {} : { module: name };
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  json.compilerOptions = { ...json.compilerOptions, ...given, noEmit: true, skipLibCheck: true };
  const { options, fileNames } = ts.parseJsonConfigFileContent(json, ts.sys, resolve('commonjs'));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, settings, ...rest) => {
    const key = `${file} ${settings.impliedNodeFormat} ${settings.languageVersion}`;
    if (!files.has(key)) files.set(key, read(file, settings, ...rest));
    return files.get(key);
  };
  const program = ts.createProgram(fileNames, options, host);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) throw new Error(`${name}\n${ts.formatDiagnostics(problems, host)}`);
};

for (const name of modules) compile(name);
console.log(`ok ${ts.version}: ${modules.join(', ')}`);
