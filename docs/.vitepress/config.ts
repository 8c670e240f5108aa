import { defineConfig } from 'vitepress';
import { hideLines } from './hidden-lines.ts';
import { writeForModels } from './llms.ts';
import { referenceSidebar, sidebar } from './sidebar.ts';

/** In kB. The index of the search is a file of its own, which is loaded when somebody searches. */
const chunkSizeWarningLimit = 2500;

export default defineConfig({
  title: 'Seam access toolkit',
  description: 'Grant people access to doors through the Seam API, and revoke it, provably.',
  lang: 'en',
  // Relative links between the pages work on GitHub too.
  cleanUrls: false,
  markdown: {
    codeTransformers: [hideLines],
    // Their comments have the contrast that WCAG AA requires.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: { build: { chunkSizeWarningLimit } },
  buildEnd: ({ outDir }) => writeForModels(outDir),
  themeConfig: {
    nav: [
      { text: 'Start', link: '/guides/start' },
      { text: 'Frameworks', link: '/frameworks/' },
      { text: 'Reference', link: '/reference/' },
      { text: 'FAQ', link: '/faq' },
    ],
    sidebar: { '/reference/': referenceSidebar, '/': sidebar },
    outline: [2, 3],
    search: { provider: 'local' },
  },
});
