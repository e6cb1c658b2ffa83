// Replacing a file so that whoever reads it, also after a power cut, finds the old content or the new, never a part.
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

export interface FileRights {
  readonly fileMode: number;
  readonly directoryMode: number;
}

const ordinary: FileRights = { fileMode: 0o644, directoryMode: 0o755 };

/** Writes, syncs and renames; makes the folder where it is missing. Throws what the file system throws. */
export function writeFileAtomically(file: string, content: string | Uint8Array, rights: FileRights = ordinary): void {
  const directory = path.dirname(file);
  mkdirSync(directory, { recursive: true, mode: rights.directoryMode });
  const arriving = path.join(directory, `.${path.basename(file)}.${randomUUID()}`);
  try {
    writeSynced(arriving, content, rights.fileMode);
    renameSync(arriving, file);
  } catch (error) {
    rmSync(arriving, { force: true });
    throw error;
  }
  syncDirectory(directory);
}

function writeSynced(file: string, content: string | Uint8Array, mode: number): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const descriptor = openSync(file, 'wx', mode);
  try {
    // The mode given to open is cut by the process's umask.
    chmodSync(file, mode);
    for (let done = 0; done < bytes.byteLength;) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The new name is only safe once its folder is; Windows cannot sync folders and needs no such step. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
