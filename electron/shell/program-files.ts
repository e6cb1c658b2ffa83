// Where the parts of the built program lie, in a checkout as in a package.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';

export interface ProgramFiles {
  readonly coreProcess: string;
  readonly gateway: string;
  readonly preload: string;
  readonly renderer: string;
  /** The SQLite addon where it does not lie in its package. */
  readonly sqliteBinding: string | null;
}

/** Absolute paths; the root is the folder of package.json, which in a package is the archive. */
export function programFiles(): ProgramFiles {
  const out = path.join(app.getAppPath(), 'out');
  const addon = path.join(process.resourcesPath, 'native', 'better_sqlite3.node');
  return {
    coreProcess: path.join(out, 'main', 'core-process.cjs'),
    gateway: path.join(out, 'main', 'gateway.cjs'),
    preload: path.join(out, 'preload', 'preload.cjs'),
    renderer: path.join(out, 'renderer'),
    sqliteBinding: app.isPackaged && existsSync(addon) ? addon : null,
  };
}
