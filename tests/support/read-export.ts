// Reads an export back by the rules of another program: RFC 4180, and the parts of a workbook.
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';

interface ZipReader {
  on(event: 'entry', listener: (entry: { fileName: string }) => void): void;
  on(event: 'end', listener: () => void): void;
  readEntry(): void;
  openReadStream(entry: { fileName: string }, listener: (error: Error | null, stream: Readable) => void): void;
}
// The package brings no types; a second program's reading of the archive is what counts here.
const { fromBuffer } = createRequire(import.meta.url)('yauzl') as { fromBuffer(bytes: Buffer, options: { lazyEntries: true }, listener: (error: Error | null, zip: ZipReader) => void): void };

/** The rows of a CSV text as RFC 4180 has them. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const [, quoted, plain = '', end] = match;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

/** All files of a workbook. */
export async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve());
      zip.readEntry();
      return undefined;
    });
  });
  return files;
}

export interface ReadCell { readonly type: 'text' | 'number' | 'none'; readonly text: string }

/** The cells of a sheet's XML, with the type the file gives them. */
export function sheetRows(xml: string): ReadCell[][] {
  const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c(?: s="\d+")?(?: t="(\w+)")?(?:\/>|>(?:<is><t xml:space="preserve">(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>)/gs)].map(([, , text, value]): ReadCell => {
      if (value !== undefined) return { type: 'number', text: value };
      return text === undefined ? { type: 'none', text: '' } : { type: 'text', text: unescape(text) };
    }));
}
