import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [preact()],
  // A data: URL would be of no origin of ours, and the page's policy lets in none.
  build: { assetsInlineLimit: 0 },
});
