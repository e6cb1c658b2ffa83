// Puts a till that was made ready beside in the place of the one that stands there. Killed on the way, the next program goes on.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DATABASE_FILE, SWAP_FILE } from './database-file.ts';
import { moveTill } from './set-aside.ts';
import { publishFile, syncFolder } from './sync-files.ts';

const swapSchema = z.strictObject({
  /** Folder of the new till, relative to the data folder. */
  stage: z.string(),
  /** Folder for the old one, relative to the data folder. */
  aside: z.string(),
  withKeys: z.boolean(),
});

export interface Swap {
  readonly stage: string;
  readonly aside: string;
  /** Whether the keys change places with the database. */
  readonly withKeys: boolean;
}

/** From the moment the note about it is on the disk there is no way back, and no moment at which another program takes the folder for an empty one. */
export function swapTill(dataDir: string, { stage, aside, withKeys }: Swap): void {
  const note = path.join(dataDir, SWAP_FILE);
  writeFileSync(`${note}.part`, JSON.stringify({ stage: path.relative(dataDir, stage), aside: path.relative(dataDir, aside), withKeys }), { mode: 0o600 });
  publishFile(`${note}.part`, note);
  finishSwap(dataDir);
}

/** Goes on with an exchange that was begun, if one was. To be called by whoever holds the folder, before the database is opened. */
export function finishSwap(dataDir: string): void {
  const note = path.join(dataDir, SWAP_FILE);
  if (!existsSync(note)) return;
  const swap = swapSchema.parse(JSON.parse(readFileSync(note, 'utf8')));
  const stage = path.join(dataDir, swap.stage);
  // As long as the new database waits, the files that stand here are the old till's.
  if (existsSync(path.join(stage, DATABASE_FILE))) moveTill(dataDir, path.join(dataDir, swap.aside), swap.withKeys);
  if (existsSync(stage)) moveTill(stage, dataDir, swap.withKeys);
  rmSync(stage, { recursive: true, force: true });
  rmSync(note);
  syncFolder(dataDir);
}
