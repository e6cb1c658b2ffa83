// Looks at how the keys lie on the disk, at every start: rights that are too wide are mended, and said.
import type { CorePorts, Keychain, KeyState } from '../ports.ts';
import { DEVICE_KEY, keyNames, NEXT_DEVICE_KEY } from './key-names.ts';

export interface KeysFound {
  /** null: there is no device key. */
  readonly device: KeyState | null;
  /** The file of the next key, which after a change holds the present one once more. null: none, or a damaged one. */
  readonly next: KeyState | null;
}

/** A key whose rights cannot be mended is not read either, which stops the till. */
export async function inspectKeys({ keychain, logger }: CorePorts): Promise<KeysFound> {
  let device: KeyState | null = null;
  let next: KeyState | null = null;
  for (const name of keyNames) {
    const found = name === NEXT_DEVICE_KEY ? await inspectNext(keychain) : await keychain.inspect(name);
    if (found?.wasExposed === true) logger.warn('key.was-exposed', { name });
    if (name === DEVICE_KEY) device = found;
    if (name === NEXT_DEVICE_KEY) next = found;
  }
  return { device, next };
}

/** A damaged one stops nobody; reading it says so. */
async function inspectNext(keychain: Keychain): Promise<KeyState | null> {
  return keychain.inspect(NEXT_DEVICE_KEY).catch(() => null);
}
