// Under which names the keychain holds what.

/** Signs every request; Ed25519, PKCS#8 PEM. */
export const DEVICE_KEY = 'device';
/** The one that takes its place as soon as the gateway knows it. The same as the present one: no change is under way. */
export const NEXT_DEVICE_KEY = 'device-next';
export const DIRECTORY_KEY = 'directory';
export const STORE_KEY = 'store';
export const APPROVAL_KEY = 'approval';

export const keyNames = [DEVICE_KEY, NEXT_DEVICE_KEY, DIRECTORY_KEY, STORE_KEY, APPROVAL_KEY] as const;
