// Secrets on disk: readable by their owner only, replaced whole, never taken for absent.
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileKeychain } from '#hosts/file-keychain.ts';
import { inspectKeyFile, readKeyFile, writeKeyFile } from '#hosts/key-file.ts';
import { isRealKeychain, sealedKeychain } from '#shell/sealed-keychain.ts';
import type { Sealer } from '#shell/sealed-keychain.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'heyon-keys-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('hosts/key-file', () => {
  it.skipIf(process.platform === 'win32')('[SH10] gives file and folder to their owner alone, also where the folder was open before', () => {
    const keys = path.join(dir, 'keys');
    mkdirSync(keys, { mode: 0o755 });
    writeKeyFile(keys, 'device', { sealed: false, data: 'secret' });
    expect([modeOf(keys), modeOf(path.join(keys, 'device.key'))]).toEqual([0o700, 0o600]);
  });

  it('[SH10] says in the file whether it is sealed, and leaves nothing else behind', () => {
    writeKeyFile(dir, 'device', { sealed: true, data: 'AAECAw==' });
    writeKeyFile(dir, 'device', { sealed: false, data: 'second' });
    expect(readdirSync(dir)).toEqual(['device.key']);
    expect(JSON.parse(readFileSync(path.join(dir, 'device.key'), 'utf8'))).toEqual({ sealed: false, data: 'second' });
  });

  it('[SH10] takes a damaged file for damaged and not for absent, without quoting it', () => {
    writeFileSync(path.join(dir, 'device.key'), '{"sealed":false,"data":"top-secr');
    expect(readKeyFile(dir, 'store')).toBeNull();
    expect(() => readKeyFile(dir, 'device')).toThrow(/^key file device is damaged$/);
  });

  it.each(['../device', 'a/b', '', '.', 'Device', 'a.key'])('refuses the name %j', (name) => {
    expect(() => writeKeyFile(dir, name, { sealed: false, data: 'x' })).toThrow('key name not allowed');
  });
});

describe.skipIf(process.platform === 'win32')('hosts/key-file: inspect', () => {
  it('[E10] takes rights away that let others read a key, and says that they could', () => {
    writeKeyFile(dir, 'device', { sealed: false, data: 'secret' });
    expect(inspectKeyFile(dir, 'device')).toEqual({ isSealed: false, wasExposed: false });
    chmodSync(dir, 0o755);
    expect([inspectKeyFile(dir, 'device'), modeOf(dir)]).toEqual([{ isSealed: false, wasExposed: false }, 0o700]);
    chmodSync(path.join(dir, 'device.key'), 0o640);
    expect(inspectKeyFile(dir, 'device')).toEqual({ isSealed: false, wasExposed: true });
    expect(modeOf(path.join(dir, 'device.key'))).toBe(0o600);
    expect(inspectKeyFile(dir, 'device')).toEqual({ isSealed: false, wasExposed: false });
  });

  it('[E10] a sealed key that others could read was not exposed: they have no keychain of ours', () => {
    writeKeyFile(dir, 'device', { sealed: true, data: 'AAECAw==' });
    chmodSync(path.join(dir, 'device.key'), 0o644);
    expect(inspectKeyFile(dir, 'device')).toEqual({ isSealed: true, wasExposed: false });
    expect(modeOf(path.join(dir, 'device.key'))).toBe(0o600);
  });

  it('[E10] knows a key that is not there from a damaged one', () => {
    expect(inspectKeyFile(dir, 'device')).toBeNull();
    writeFileSync(path.join(dir, 'device.key'), '{}');
    expect(() => inspectKeyFile(dir, 'device')).toThrow('damaged');
  });
});

describe('hosts/file-keychain', () => {
  it('keeps what it is given', async () => {
    const keychain = fileKeychain(dir);
    expect(await keychain.read('device')).toBeNull();
    expect(await keychain.write('device', 'secret')).toEqual({ isSealed: false });
    expect(await fileKeychain(dir).read('device')).toBe('secret');
  });

  it('[SH10] neither reads nor replaces a secret that the system sealed', async () => {
    writeKeyFile(dir, 'device', { sealed: true, data: 'AAECAw==' });
    await expect(fileKeychain(dir).read('device')).rejects.toThrow('sealed');
    await expect(fileKeychain(dir).write('device', 'other')).rejects.toThrow('sealed');
    expect(readKeyFile(dir, 'device')).toEqual({ sealed: true, data: 'AAECAw==' });
  });
});

describe('shell/sealed-keychain', () => {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
  const aSealer = (canSeal: boolean): Sealer => ({
    canSeal: () => canSeal,
    seal: (secret) => turn(Buffer.from(secret, 'utf8')),
    unseal: (sealed) => Buffer.from(turn(sealed)).toString('utf8'),
  });

  it('[SH10] seals where it can, and leaves nothing readable on the disk', async () => {
    const keychain = sealedKeychain(dir, aSealer(true));
    expect(await keychain.write('device', 'top secret 秘密')).toEqual({ isSealed: true });
    expect(readFileSync(path.join(dir, 'device.key'), 'utf8')).not.toContain('secret');
    expect(readKeyFile(dir, 'device')?.sealed).toBe(true);
    expect(await keychain.read('device')).toBe('top secret 秘密');
  });

  it('[SH10] says so when only file rights protect a secret, and seals it at the next writing', async () => {
    expect(await sealedKeychain(dir, aSealer(false)).write('device', 'secret')).toEqual({ isSealed: false });
    const later = sealedKeychain(dir, aSealer(true));
    expect(await later.read('device')).toBe('secret');
    expect(await later.write('device', 'secret')).toEqual({ isSealed: true });
  });

  it('[SH10] fails instead of answering nothing when the keychain does not open', async () => {
    writeKeyFile(dir, 'device', { sealed: true, data: 'AAECAw==' });
    const locked: Sealer = { ...aSealer(false), unseal: () => { throw new Error('locked'); } };
    await expect(sealedKeychain(dir, locked).read('device')).rejects.toThrow('locked');
    expect(await sealedKeychain(dir, locked).read('store')).toBeNull();
  });

  it.each([['linux', 'basic_text', false], ['linux', 'unknown', false], ['linux', 'gnome_libsecret', true], ['linux', 'kwallet5', true], ['win32', '', true], ['darwin', '', true]])('[SH10] on %s takes %j for a keychain: %s', (platform, backend, isReal) => {
    expect(isRealKeychain(platform, backend)).toBe(isReal);
  });
});
