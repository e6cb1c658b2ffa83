// The app inside the development runtime: starts the app whose folder is the first plain argument.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

process.defaultApp = true;

/** Splits the command line into modules to load first (`-r`) and the app's folder or file. */
function readArguments(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') {
      i += 1;
      preloads.push(args[i]);
    } else if (!arg.startsWith('-')) {
      return { preloads, target: arg };
    }
  }
  return { preloads, target: '.' };
}

const { preloads, target } = readArguments(process.argv.slice(1));
const resolved = path.resolve(target);
const isScript = /\.[cm]?js$/.test(resolved);
let entry = resolved;

if (!isScript) {
  const manifest = JSON.parse(readFileSync(path.join(resolved, 'package.json'), 'utf8'));
  if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(resolved);
  entry = path.join(resolved, manifest.main || 'index.js');
}

const load = createRequire(entry);
for (const name of preloads) load(path.isAbsolute(name) ? name : path.resolve(name));
if (entry.endsWith('.mjs')) {
  import(require('node:url').pathToFileURL(entry).href).catch((error) => {
    console.error(error);
    app.exit(1);
  });
} else {
  load(entry);
}
