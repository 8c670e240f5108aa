import type { MarkdownOptions } from 'vitepress';

type CodeTransformer = NonNullable<MarkdownOptions['codeTransformers']>[number];

const hidden = /^[ \t]*\/\/ ---cut-start---\n.*?^[ \t]*\/\/ ---cut-end---(\n|$)/gms;

/**
 * Hides the lines between `// ---cut-start---` and `// ---cut-end---` of an example: those that only its test needs. They are
 * compiled and run.
 */
export const hideLines: CodeTransformer = {
  name: 'hidden-lines',
  preprocess: (code) => code.replaceAll(hidden, '').trimEnd(),
};
