// The system's keychain through Electron.
import { safeStorage } from 'electron';
import { isRealKeychain } from './sealed-keychain.ts';
import type { Sealer } from './sealed-keychain.ts';

export const osKeychain: Sealer = {
  canSeal: () => {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return isRealKeychain(process.platform, process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : '');
  },
  seal: (secret) => safeStorage.encryptString(secret),
  unseal: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
};
