import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [preact()],
  build: {
    // A data: URL would be of no origin of ours, and the page's policy lets in none.
    assetsInlineLimit: 0,
    // The documentation is a page of its own, so that the console does not carry Swagger UI, which is large.
    rolldownOptions: { input: ['index.html', 'docs.html'] },
    chunkSizeWarningLimit: 2000,
  },
});
