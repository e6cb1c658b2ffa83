// The file an export is written to: piece by piece, readable by its owner alone, under its name only when complete.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { PART } from '../store/backup-files.ts';
import { publishFile } from '../store/sync-files.ts';

export interface ExportFile {
  write(text: string): void;
  /** SHA-256 of everything written so far, as 64 hex digits. */
  checksum(): string;
  bytes(): number;
  /** Gives the file its name. */
  finish(): void;
  /** Leaves nothing behind. Harmless after `finish`. */
  abandon(): void;
}

const FLUSH_CHARACTERS = 1 << 16;

/** Throws what the disk says. The name must be free: nothing is ever replaced. */
export function createExportFile(target: string): ExportFile {
  const part = `${target}${PART}`;
  const descriptor = openSync(part, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting = '';
  let isOpen = true;
  const flush = (): void => {
    const piece = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(piece);
    bytes += piece.length;
    for (let done = 0; done < piece.length;) done += writeSync(descriptor, piece, done);
  };
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    write: (text) => {
      waiting += text;
      if (waiting.length >= FLUSH_CHARACTERS) flush();
    },
    checksum: () => {
      flush();
      return hash.copy().digest('hex');
    },
    bytes: () => bytes + Buffer.byteLength(waiting, 'utf8'),
    finish: () => {
      flush();
      close();
      publishFile(part, target);
    },
    abandon: () => {
      close();
      if (existsSync(part)) rmSync(part, { force: true });
    },
  };
}
