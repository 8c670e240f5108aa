import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

/** The folder of the pages. */
export const docs = join(import.meta.dirname, '..');

const decisions: DefaultTheme.SidebarItem[] = globSync('decisions/[0-9]*.md', { cwd: docs })
  .toSorted()
  .map((file) => {
    const [, title = file] = /^# (.+)$/m.exec(readFileSync(join(docs, file), 'utf8')) ?? [];
    return { text: title, link: `/${file.slice(0, -3)}` };
  });

/** The pages that are written by hand, in the order in which they are shown. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Guides',
    items: [
      { text: 'Start', link: '/guides/start' },
      { text: 'Outcomes', link: '/guides/outcomes' },
      { text: 'Moving in', link: '/guides/moving-in' },
      { text: 'Moving out', link: '/guides/moving-out' },
      { text: 'Lost phone', link: '/guides/lost-phone' },
      { text: 'Reservation change', link: '/guides/reservation-change' },
      { text: 'Expose endpoints safely', link: '/guides/expose-endpoints' },
      { text: 'Webhooks', link: '/guides/webhooks' },
      { text: 'Test the ugly cases', link: '/guides/testing' },
      { text: 'Run several instances', link: '/guides/several-instances' },
      { text: 'Moving from the official SDK', link: '/moving-from-the-official-sdk' },
    ],
  },
  {
    text: 'Frameworks',
    items: [
      { text: 'Overview', link: '/frameworks/' },
      { text: 'Express 4 and 5', link: '/frameworks/express' },
      { text: 'Hono', link: '/frameworks/hono' },
      { text: 'Next.js', link: '/frameworks/nextjs' },
      { text: 'Fastify', link: '/frameworks/fastify' },
      { text: 'Nest', link: '/frameworks/nest' },
      { text: 'AWS Lambda', link: '/frameworks/lambda' },
      { text: 'Workers', link: '/frameworks/workers' },
    ],
  },
  {
    text: 'Background',
    items: [
      { text: 'FAQ and limits', link: '/faq' },
      { text: 'Benchmarks', link: '/benchmarks' },
      { text: 'Decisions', link: '/decisions/' },
    ],
  },
  { text: 'Decisions', items: decisions },
];

/** The pages of the reference, as `scripts/prepare.ts` wrote them. */
export const referenceSidebar = JSON.parse(
  readFileSync(join(docs, 'reference/sidebar.json'), 'utf8'),
) as DefaultTheme.SidebarItem[];
