// The Keychain port of the window's program: sealed by the system's keychain where there is one, else by file rights.
import { safeStorage } from 'electron';
import { readKeyFile, writeKeyFile } from '../hosts/key-file.ts';
import type { Keychain } from '../core/ports.ts';

/** On Linux Chromium may "seal" with a password that everybody knows: that is not a keychain. */
function canSeal(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** Secrets in `keysDir`. Reading throws when the keychain that sealed a secret cannot be opened. */
export function osKeychain(keysDir: string): Keychain {
  return {
    read: async (name) => {
      const key = readKeyFile(keysDir, name);
      if (key === null) return null;
      return key.sealed ? safeStorage.decryptString(Buffer.from(key.data, 'base64')) : key.data;
    },
    write: async (name, value) => {
      const isSealed = canSeal();
      const data = isSealed ? safeStorage.encryptString(value).toString('base64') : value;
      writeKeyFile(keysDir, name, { sealed: isSealed, data });
      return { isSealed };
    },
  };
}
