// The keys of this terminal, as they lie in the keychain at the start.
import type { CorePorts } from '../ports.ts';
import type { Secrets } from '../till.ts';
import { inspectKeys, type KeysFound } from './inspect-keys.ts';
import { APPROVAL_KEY, DEVICE_KEY, DIRECTORY_KEY, NEXT_DEVICE_KEY, STORE_KEY } from './key-names.ts';

export interface Keys {
  readonly secrets: Secrets;
  readonly found: KeysFound;
}

/** Null when an enrolled terminal's keys are gone or cannot be opened: new ones would be of no use and hide the loss. */
export async function readSecrets(ports: CorePorts, isEnrolled: boolean): Promise<Keys | null> {
  try {
    const found = await inspectKeys(ports);
    const deviceKey = await ports.keychain.read(DEVICE_KEY);
    const directoryKey = await ports.keychain.read(DIRECTORY_KEY);
    const storeKey = await ports.keychain.read(STORE_KEY);
    const approvalKey = await ports.keychain.read(APPROVAL_KEY);
    if (isEnrolled && (deviceKey === null || directoryKey === null || storeKey === null)) {
      ports.logger.error('keys.missing', { device: deviceKey !== null, directory: directoryKey !== null, store: storeKey !== null });
      return null;
    }
    const secrets = {
      deviceKey, ...(await readNextKey(ports, deviceKey, found)), directoryKey: directoryKey === null ? null : Buffer.from(directoryKey, 'base64'),
      approvalKey: approvalKey === null ? null : Buffer.from(approvalKey, 'base64'),
      storeKey: storeKey === null ? await makeStoreKey(ports) : Buffer.from(storeKey, 'base64'),
    };
    return { secrets, found };
  } catch (cause) {
    ports.logger.error('keys.unreadable', {}, cause);
    return null;
  }
}

/**
 * One that cannot be read holds up nobody: the present key is still believed, unless its change was cut off long ago.
 * A damaged file is of no use to anybody; one that the keychain does not open today may be the key the gateway knows.
 */
async function readNextKey(ports: CorePorts, deviceKey: string | null, { next: file }: KeysFound): Promise<Pick<Secrets, 'nextDeviceKey' | 'isNextShut' | 'wasNextExposed'>> {
  try {
    const next = await ports.keychain.read(NEXT_DEVICE_KEY);
    const nextDeviceKey = next === deviceKey ? null : next;
    return { nextDeviceKey, isNextShut: false, wasNextExposed: nextDeviceKey !== null && file?.wasExposed === true };
  } catch (cause) {
    ports.logger.error('keys.next-unreadable', {}, cause);
    return { nextDeviceKey: null, isNextShut: file !== null, wasNextExposed: false };
  }
}

async function makeStoreKey(ports: CorePorts): Promise<Buffer> {
  const made = Buffer.from(ports.random.bytes(32));
  await ports.keychain.write(STORE_KEY, made.toString('base64'));
  return made;
}
