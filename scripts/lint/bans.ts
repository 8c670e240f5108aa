/** Lint rules that oxlint does not have. */
import type { RuleTester } from 'oxlint/plugins-dev';

type Rule = Parameters<RuleTester['run']>[1];

const noCurrentTime: Rule = {
  create: (context) => {
    const message = 'The fake has its own clock: world.clock.now().';
    return {
      NewExpression: (node) => {
        const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
        if (isDate && node.arguments.length === 0) context.report({ node, message });
      },
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date')
          context.report({ node, message });
      },
    };
  },
};

const noExportStar: Rule = {
  create: (context) => ({
    ExportAllDeclaration: (node) => {
      if (node.exportKind === 'type' || node.source.value.includes('/generated/')) return;
      context.report({ node, message: 'Export names instead of *: the index is a table of contents.' });
    },
  }),
};

export default {
  meta: { name: 'bans' },
  rules: { 'no-current-time': noCurrentTime, 'no-export-star': noExportStar },
};
