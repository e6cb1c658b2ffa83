// Files that must be there after a power cut: their bytes synced, then their name.
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';

/** Gives a written file its final name. Whoever looks, also after a power cut, finds all of it or nothing under that name. */
export function publishFile(part: string, file: string): void {
  syncPath(part, 'r+');
  renameSync(part, file);
  syncFolder(path.dirname(file));
}

/** New and changed names of a folder are safe only then. Windows cannot sync folders and needs no such step. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r');
}

function syncPath(name: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(name, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
