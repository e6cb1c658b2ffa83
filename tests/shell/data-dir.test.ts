// The decision where a terminal works, and in which mode.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLocale, chooseWorkplace, requestedDataDir } from '../../electron/hosts/data-dir.ts';

const nothing = (): boolean => false;
const own = path.resolve('/srv/till');

describe('hosts/data-dir', () => {
  it('[SH1] trains in a folder apart when nothing is configured and nobody enrolled', () => {
    expect(chooseWorkplace({ env: {}, userData: own, exists: nothing })).toEqual({
      ownDir: own, mode: 'training', coreDir: path.join(own, 'training'), gatewayUrl: null,
    });
  });

  it('[SH1] works for real once a terminal is enrolled in the directory', () => {
    const exists = (file: string): boolean => file === path.join(own, 'pos.db');
    expect(chooseWorkplace({ env: {}, userData: own, exists })).toEqual({ ownDir: own, mode: 'live', coreDir: own, gatewayUrl: null });
  });

  it('[SH1] never trains where an enrolled terminal lost its books but not its key', () => {
    const exists = (file: string): boolean => file === path.join(own, 'keys', 'device.key');
    expect(chooseWorkplace({ env: {}, userData: own, exists })).toEqual({ ownDir: own, mode: 'live', coreDir: own, gatewayUrl: null });
  });

  it('[SH1] works for real when a gateway is named, also before it is enrolled', () => {
    const env = { HEYON_GATEWAY_URL: 'http://127.0.0.1:8080' };
    expect(chooseWorkplace({ env, userData: own, exists: nothing })).toEqual({ ownDir: own, mode: 'live', coreDir: own, gatewayUrl: 'http://127.0.0.1:8080' });
  });

  it('[SH1] is not moved to live by what training left behind', () => {
    const exists = (file: string): boolean => file === path.join(own, 'training', 'pos.db');
    expect(chooseWorkplace({ env: {}, userData: own, exists }).mode).toBe('training');
  });

  it('takes HEYON_DATA_DIR before Electron’s own directory, as an absolute path', () => {
    expect(chooseWorkplace({ env: { HEYON_DATA_DIR: 'data' }, userData: own, exists: nothing }).ownDir).toBe(path.resolve('data'));
  });

  it('takes an empty variable for one that is not set', () => {
    const env = { HEYON_DATA_DIR: '', HEYON_GATEWAY_URL: '  ', HEYON_LOCALE: '' };
    expect(requestedDataDir(env)).toBeNull();
    expect(chooseWorkplace({ env, userData: own, exists: nothing }).mode).toBe('training');
    expect(chooseLocale(env)).toBe('zh-CN');
  });

  it.each([['en', 'en'], ['zh-CN', 'zh-CN'], ['fr', 'zh-CN']])('starts in a language it has: %s → %s', (asked, spoken) => {
    expect(chooseLocale({ HEYON_LOCALE: asked })).toBe(spoken);
  });
});
