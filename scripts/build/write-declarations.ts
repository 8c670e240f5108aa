/**
 * Writes the declarations of the CommonJS copy of a package: a short `.d.cts` that takes all types from the `.d.ts`. So both
 * copies have the same types, and a client of one is accepted by the other. Runs in the folder of the package, after tsdown.
 */
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

interface Conditions {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly publishConfig: {
    readonly exports: Readonly<
      Record<string, string | { readonly import: Conditions; readonly require?: Conditions }>
    >;
  };
}

const isClass = (value: unknown): boolean =>
  typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class');

/** The declarations of a module with these exports. `export type *` includes the types that are no values. */
export const declarationsOf = (esm: string, exported: Readonly<Record<string, unknown>>): string => {
  const from = `from '${esm}' with { 'resolution-mode': 'import' };`;
  const lines = [`import type * as esm ${from}`, `export type * ${from}`];
  for (const [name, value] of Object.entries(exported)) {
    lines.push(`export declare const ${name}: typeof esm.${name};`);
    if (isClass(value)) lines.push(`export type ${name} = esm.${name};`);
  }
  return `${lines.join('\n')}\n`;
};

if (import.meta.main) {
  const load = createRequire(resolve('package.json'));
  const { publishConfig } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  for (const entry of Object.values(publishConfig.exports)) {
    if (typeof entry === 'string' || !entry.require) continue;
    const exported = load(resolve(entry.require.default)) as Record<string, unknown>;
    writeFileSync(entry.require.types, declarationsOf(`./${basename(entry.import.default)}`, exported));
  }
}
