/** The build of the ES modules of a package, with their declarations. */

interface EsModulesOptions {
  readonly entry: readonly string[];
  readonly platform: 'neutral' | 'node';
}

export const esModules = ({ entry, platform }: EsModulesOptions) => ({
  entry: [...entry],
  format: 'esm' as const,
  platform,
  // Without the tests: declarations of what they import from elsewhere would land beside the sources.
  tsconfig: 'tsconfig.build.json',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn' as const,
  checks: { bundlerTimings: false },
});
