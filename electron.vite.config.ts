// How the window, the preload and the node-side processes are built: for the older of the two runtimes we run on.
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (name: string): string => path.join(import.meta.dirname, name);

/** Found in node_modules at run time: native code, WebAssembly beside its loader, and a driver with an optional native part. */
const external = [
  'electron', 'better-sqlite3', '@electric-sql/pglite', 'pg',
  // Not in the package at all: only a gateway run from the sources has a provider's keys, never the training one beside a terminal.
  'alipay-sdk',
];

const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      minify: false,
      sourcemap: true,
      // Everything else is bundled, also because the older runtime cannot require() the ES modules below fastify.
      externalizeDeps: { include: external, exclude: ['fastify'] },
      rolldownOptions: {
        input: {
          main: here('electron/main.ts'),
          'core-process': here('electron/core-process.ts'),
          gateway: here('gateway/main.ts'),
        },
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      minify: false,
      sourcemap: false,
      // A sandboxed preload may load nothing but electron: everything else goes into its one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: here('electron/preload.ts') },
        output: { ...commonJs, codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: here('renderer/index.html') } },
    },
  },
});
