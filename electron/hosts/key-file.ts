// How a secret lies in keys/: one JSON file each, readable by its owner only, saying whether the system's keychain sealed it.
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { KeyState } from '../core/ports.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

export interface KeyFile {
  /** True: `data` is base64 of what the keychain sealed. False: `data` is the secret itself. */
  readonly sealed: boolean;
  readonly data: string;
}

const rights = { fileMode: 0o600, directoryMode: 0o700 } as const;

function pathOf(keysDir: string, name: string): string {
  // Names come from our own code; anything else would be a way out of the folder.
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Error('key name not allowed');
  return path.join(keysDir, `${name}.key`);
}

function hasShape(value: unknown): value is KeyFile {
  return typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'boolean'
    && 'data' in value && typeof value.data === 'string';
}

/** Null when there is none. A file that cannot be read or is no key file throws: taking it for absent would replace it. */
export function readKeyFile(keysDir: string, name: string): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(pathOf(keysDir, name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const value: unknown = parseOrNull(text);
  if (!hasShape(value)) throw new Error(`key file ${name} is damaged`);
  return value;
}

// The text of a parse error would quote the secret.
function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * How the key lies there, null when there is none. Rights that let others read file or folder are taken away first;
 * throws where they cannot be, as on a file of another user. On Windows the rights of the user's profile protect it.
 */
export function inspectKeyFile(keysDir: string, name: string): KeyState | null {
  const wasOpen = isOpenToOthers(pathOf(keysDir, name));
  if (process.platform !== 'win32' && wasOpen !== null) {
    chmodSync(keysDir, rights.directoryMode);
    if (wasOpen) chmodSync(pathOf(keysDir, name), rights.fileMode);
  }
  const key = readKeyFile(keysDir, name);
  return key === null ? null : { isSealed: key.sealed, wasExposed: wasOpen === true && !key.sealed };
}

/** null: there is no such file. */
function isOpenToOthers(file: string): boolean | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
}

/** Replaces the key at once or not at all; file mode 0600 in a folder of mode 0700. */
export function writeKeyFile(keysDir: string, name: string, key: KeyFile): void {
  mkdirSync(keysDir, { recursive: true, mode: rights.directoryMode });
  chmodSync(keysDir, rights.directoryMode);
  writeFileAtomically(pathOf(keysDir, name), `${JSON.stringify({ sealed: key.sealed, data: key.data })}\n`, rights);
}
