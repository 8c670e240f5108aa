/**
 * Compares the public types of each entry point with the report in `packages/<name>/api`, and fails when they differ.
 * `pnpm api` builds the packages and writes the reports.
 */
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageCategory,
} from '@microsoft/api-extractor';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namesIn, shorten } from './api-report/shorten.ts';
import { createStage, type EntryPoint, type Stage } from './api-report/stage.ts';
import { publishedFolders } from './manifests.ts';

const root = join(import.meta.dirname, '..');
const writes = process.argv.includes('--write');

/** What `src/contract/generated` declares. Its own diff shows what changes there. */
const generated = new Set(
  globSync('packages/core/src/contract/generated/{endpoints,models}/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:export )?(?:const|type|interface) (\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  ),
);

/** The program of each package by its folder. Its entry points share it. */
const programs = new Map<string, CompilerState>();

/** The report of API Extractor, with the types that the exported ones use. */
const extract = ({ folder, file, types }: EntryPoint, { path, entryPoints }: Stage): string => {
  const projectFolder = types.slice(0, types.indexOf('/dist/'));
  const reportFolder = join(path, 'reports', folder);
  mkdirSync(reportFolder, { recursive: true });
  const report = (logLevel: ExtractorLogLevel) => ({ default: { logLevel } });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
    configObject: {
      projectFolder,
      mainEntryPointFilePath: types,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { extends: join(root, 'tsconfig.base.json'), files: [types] } },
      apiReport: {
        enabled: true,
        reportFileName: file,
        reportFolder,
        reportTempFolder: join(reportFolder, 'temp'),
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: report(ExtractorLogLevel.Error),
        extractorMessageReporting: report(ExtractorLogLevel.None),
        tsdocMessageReporting: report(ExtractorLogLevel.None),
      },
    },
  });
  const additionalEntryPoints = entryPoints
    .filter((other) => other.folder === folder)
    .map((other) => other.types);
  const compilerState = programs.get(folder) ?? CompilerState.create(config, { additionalEntryPoints });
  programs.set(folder, compilerState);
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    messageCallback: (message) => {
      // Errors of the compiler are printed. That a report is new is no news in an empty folder.
      message.handled = message.category === ExtractorMessageCategory.Console;
    },
  });
  if (errorCount > 0) throw new Error(`The declarations of ${types} have errors.`);
  return readFileSync(join(reportFolder, `${file}.api.md`), 'utf8');
};

/** Prints how a report differs from the committed one. */
const isCurrent = (committed: string, current: string): boolean =>
  spawnSync('git', ['diff', '--no-index', '--exit-code', '--', committed, current], { stdio: 'inherit' })
    .status === 0;

using stage = createStage(root, publishedFolders);
const outdated: string[] = [];
const expected = new Set<string>();
let elsewhere = new Set<string>();
for (const entry of stage.entryPoints) {
  const report = extract(entry, stage);
  const isMain = entry.file === 'index';
  const text = shorten(entry.name, report, { generated, elsewhere: isMain ? new Set() : elsewhere });
  if (isMain) elsewhere = namesIn(report);
  const file = join(entry.folder, 'api', `${entry.file}.api.md`);
  const target = writes ? join(root, file) : join(stage.path, 'current', file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  expected.add(file);
  if (!writes && !isCurrent(join(root, file), target)) outdated.push(file);
  console.log(`${outdated.includes(file) ? 'FAIL' : 'ok  '} ${file}: ${text.split('\n').length} lines`);
}
for (const file of globSync('packages/*/api/*', { cwd: root }).filter((file) => !expected.has(file))) {
  if (writes) rmSync(join(root, file));
  else outdated.push(file);
}
if (outdated.length > 0) {
  console.error(
    `The public types changed: ${outdated.join(', ')}.\nRun \`pnpm api\`, review the diff and commit it.`,
  );
  process.exitCode = 1;
}
