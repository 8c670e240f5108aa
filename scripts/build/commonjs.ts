/** The build of the CommonJS copy of a package. `write-declarations.ts` writes its declarations afterwards. */

interface CommonJsOptions {
  readonly entry: readonly string[];
  readonly platform: 'neutral' | 'node';
  /** Packages that publish no CommonJS. They become part of the copy; list their licenses in THIRD-PARTY-LICENSES.md. */
  readonly bundled?: readonly string[];
}

export const commonJs = ({ entry, platform, bundled = [] }: CommonJsOptions) => ({
  entry: [...entry],
  format: 'cjs' as const,
  platform,
  tsconfig: 'tsconfig.build.json',
  dts: false,
  clean: false,
  fixedExtension: false,
  logLevel: 'warn' as const,
  checks: { bundlerTimings: false },
  deps: { alwaysBundle: [...bundled], onlyBundle: [...bundled] },
  outputOptions: {
    // Jest loads CommonJS in a context in which `import()` does not work.
    dynamicImportInCjs: false,
    // The ES modules have the comments.
    comments: { legal: true, annotation: true, jsdoc: false },
  },
});
