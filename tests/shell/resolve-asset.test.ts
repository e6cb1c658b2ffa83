// Addresses of our own scheme: files of the window and nothing else on the disk.
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAsset } from '#shell/resolve-asset.ts';

const root = path.resolve('/srv/app/renderer');

describe('shell/resolve-asset', () => {
  it.each([
    ['heyon://app/', 'index.html'],
    ['heyon://app/index.html', 'index.html'],
    ['heyon://app/assets/main-1.js?v=2#top', 'assets/main-1.js'],
    ['heyon://app/assets/%E5%9B%BE.svg', 'assets/图.svg'],
  ])('%s is %s', (url, file) => {
    expect(resolveAsset(root, url)).toBe(path.join(root, file));
  });

  it.each([
    'heyon://app/..%2f..%2fpackage.json', 'heyon://app/assets/..%2F..%2F..%2Fetc/passwd', 'heyon://app/%2e%2e%2fsecret', 'heyon://app/..%5c..%5cwindows',
    'heyon://app/c:%2fwindows', 'heyon://app/a%00.html', 'heyon://app/%zz', 'heyon://app/%', 'heyon://other/index.html', 'heyon://app.evil/index.html',
    'heyon://user@app/index.html', 'file:///etc/passwd', 'https://app/index.html', 'not an address', '',
  ])('[SH7] %s names nothing of ours', (url) => {
    expect(resolveAsset(root, url)).toBeNull();
  });

  it('[SH7] stays below the root for any path', () => {
    const step = fc.constantFrom('..', '.', '%2e%2e', '..%2f', '%2f', '%5c', 'a', 'b.js', '', '%252e%252e', '%25%32%66');
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const file = resolveAsset(root, `heyon://app/${steps.join('/')}`);
      expect(file === null || file.startsWith(root + path.sep)).toBe(true);
    }));
  });
});
