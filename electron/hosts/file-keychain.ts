// The Keychain port without a desktop: secrets in files that only their owner can read.
import type { Keychain } from '../core/ports.ts';
import { inspectKeyFile, readKeyFile, writeKeyFile } from './key-file.ts';

/** Thrown for a secret that only the desktop's keychain can open: the window's program has to be used. */
export class SealedKeyError extends Error {
  override readonly name = 'SealedKeyError';
}

/** A keychain in a folder; never seals, and refuses to read or replace what was sealed elsewhere. */
export function fileKeychain(keysDir: string): Keychain {
  return {
    read: async (name) => {
      const key = readKeyFile(keysDir, name);
      if (key?.sealed === true) throw new SealedKeyError(`key ${name} is sealed by the system's keychain`);
      return key?.data ?? null;
    },
    write: async (name, value) => {
      if (readKeyFile(keysDir, name)?.sealed === true) throw new SealedKeyError(`key ${name} is sealed by the system's keychain`);
      writeKeyFile(keysDir, name, { sealed: false, data: value });
      return { isSealed: false };
    },
    inspect: async (name) => inspectKeyFile(keysDir, name),
  };
}
