// A wallet's statement file into text: the encodings in which wallets export, and what else people choose by mistake.

export type StatementFault = 'empty' | 'excel' | 'tooLong' | 'binary' | 'unreadable';
export type StatementText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: StatementFault };

/** What the till takes, in characters. */
export const longestStatement = 2_000_000;

const startsWith = (bytes: Uint8Array, ...first: readonly number[]): boolean => first.every((byte, index) => bytes[index] === byte);

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeText(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 'utf-16be');
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030');
}

/** UTF-8, else GB18030 (and so GBK); UTF-16 with its mark, as Excel writes it. */
export function statementText(bytes: Uint8Array): StatementText {
  if (bytes.length === 0) return { ok: false, fault: 'empty' };
  // A zip (xlsx, or the archive a wallet sends) and the compound file of old Excel.
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { ok: false, fault: 'excel' };
  if (bytes.length > longestStatement * 4) return { ok: false, fault: 'tooLong' };
  const text = decodeText(bytes);
  if (text === null || text.includes('\0')) return { ok: false, fault: 'binary' };
  if (text.trim() === '') return { ok: false, fault: 'empty' };
  return text.length > longestStatement ? { ok: false, fault: 'tooLong' } : { ok: true, text };
}
