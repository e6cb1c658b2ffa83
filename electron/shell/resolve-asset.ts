// From an address of our own scheme to a file of the built window, with no way out of its folder.
import path from 'node:path';
import { isOwnPage } from './trusted-sender.ts';

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The absolute path of the file an address names; null when it names none of ours or tries to leave `root`. */
export function resolveAsset(root: string, url: string): string | null {
  if (!isOwnPage(url, null)) return null;
  const name = decode(new URL(url).pathname);
  // A backslash is a separator on Windows, a colon starts a drive or a stream, and no file of ours has either.
  if (name === null || /[\0\\:]/.test(name)) return null;
  const base = path.resolve(root);
  const file = path.resolve(base, `.${name === '/' ? '/index.html' : name}`);
  return file.startsWith(base + path.sep) ? file : null;
}
