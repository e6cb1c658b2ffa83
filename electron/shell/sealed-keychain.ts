// The Keychain port over files, sealed by the system's keychain where there is one, else protected by file rights alone.
import { inspectKeyFile, readKeyFile, writeKeyFile } from '../hosts/key-file.ts';
import type { Keychain } from '../core/ports.ts';

/** The system's keychain, as far as the till uses it. Sealing and unsealing throw when it cannot be opened. */
export interface Sealer {
  canSeal(): boolean;
  seal(secret: string): Uint8Array;
  unseal(sealed: Uint8Array): string;
}

/** On Linux Chromium may "seal" with a password that everybody knows: that is no keychain. */
export function isRealKeychain(platform: string, backend: string): boolean {
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(backend);
}

/**
 * Secrets in `keysDir`. What was sealed is read through the keychain also when new secrets could not be sealed any more;
 * what lies open is read as it is. Writing again seals it, so a keychain that appears later is used from then on.
 */
export function sealedKeychain(keysDir: string, sealer: Sealer): Keychain {
  return {
    read: async (name) => {
      const key = readKeyFile(keysDir, name);
      if (key === null) return null;
      return key.sealed ? sealer.unseal(Buffer.from(key.data, 'base64')) : key.data;
    },
    write: async (name, value) => {
      const isSealed = sealer.canSeal();
      const data = isSealed ? Buffer.from(sealer.seal(value)).toString('base64') : value;
      writeKeyFile(keysDir, name, { sealed: isSealed, data });
      return { isSealed };
    },
    inspect: async (name) => inspectKeyFile(keysDir, name),
  };
}
