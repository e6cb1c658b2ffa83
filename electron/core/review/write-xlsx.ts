// An export as an XLSX workbook, written as a stream: texts are typed as texts, amounts as numbers.
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { yuanDigits, type Cell } from './export-cells.ts';
import type { SheetSource } from './export-sheets.ts';

/** Rows a sheet of a workbook can hold, less its heading. */
const MAX_ROWS = 1_048_575;
const MAX_TEXT = 32_767;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

// Cell formats by their place in the list below: general, text, yuan with two decimals, whole number, heading. A text
// cell keeps its apostrophe, so that what begins with = stays a text also when somebody edits it.
const STYLE = { text: 1, yuan: 2, whole: 3, head: 4 } as const;
const styles = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="4" applyNumberFormat="1"/>
<xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

interface Part {
  readonly name: string;
  readonly xml: () => AsyncGenerator<string>;
}

/** The bytes of the workbook. Compression runs outside of this thread; rows are asked for as the file can take them. */
export function xlsxStream(sheets: readonly SheetSource[]): Readable {
  const parts = sheets.flatMap(partsOf);
  const zip = new ZipFile();
  const plain = (path: string, text: string): void => zip.addBuffer(Buffer.from(text, 'utf8'), path);
  plain('[Content_Types].xml', contentTypes(parts.length));
  plain('_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  plain('xl/workbook.xml', workbook(parts));
  plain('xl/_rels/workbook.xml.rels', workbookRelations(parts.length));
  plain('xl/styles.xml', styles);
  // The package's types name only what any stream can do; it makes a PassThrough.
  const bytes = zip.outputStream as Readable;
  parts.forEach((part, index) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, {}, (give) => {
      const xml = Readable.from(part.xml());
      // The archive does not listen to what it reads from; a cancelled export ends here.
      xml.on('error', (cause) => bytes.destroy(cause));
      give(null, xml);
    });
  });
  zip.on('error', (cause) => bytes.destroy(cause instanceof Error ? cause : new Error('zip')));
  zip.end();
  return bytes;
}

/** A sheet that is too long for one goes on in the next. */
function partsOf(sheet: SheetSource): Part[] {
  const count = Math.max(1, Math.ceil(sheet.rowCount / MAX_ROWS));
  // All parts draw from one reading of the rows, in order.
  let pages: AsyncIterator<readonly (readonly Cell[])[]> | null = null;
  let left: readonly (readonly Cell[])[] = [];
  const rows = async (limit: number): Promise<readonly (readonly Cell[])[]> => {
    pages ??= sheet.pages()[Symbol.asyncIterator]();
    if (left.length === 0) {
      const next = await pages.next();
      left = next.done === true ? [] : next.value;
    }
    const taken = left.slice(0, limit);
    left = left.slice(limit);
    return taken;
  };
  return Array.from({ length: count }, (_none, index) => ({
    name: index === 0 ? sheet.title : `${sheet.title} ${index + 1}`,
    xml: () => sheetXml(sheet.heads, rows, index === count - 1 ? Number.POSITIVE_INFINITY : MAX_ROWS),
  }));
}

async function* sheetXml(heads: readonly string[], rows: (limit: number) => Promise<readonly (readonly Cell[])[]>, limit: number): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols><col min="1" max="${heads.length}" width="16" customWidth="1"/></cols><sheetData><row>${heads.map((head) => inline(head, STYLE.head)).join('')}</row>`;
  let written = 0;
  for (let page = await rows(limit); page.length > 0; page = await rows(limit - written)) {
    written += page.length;
    yield page.map((row) => `<row>${row.map(cellXml).join('')}</row>`).join('');
    if (written >= limit) break;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(cell: Cell): string {
  switch (cell.kind) {
    case 'yuan': return `<c s="${STYLE.yuan}"><v>${yuanDigits(cell.fen)}</v></c>`;
    case 'whole': return `<c s="${STYLE.whole}"><v>${cell.value}</v></c>`;
    case 'none': return '<c/>';
    default: return inline(cell.text, STYLE.text);
  }
}

function inline(text: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, MAX_TEXT))}</t></is></c>`;
}

/** Characters that XML 1.0 cannot hold at all are left out: with one of them no spreadsheet opens the file. */
function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are meant
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function contentTypes(count: number): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = Array.from({ length: count }, (_none, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${kind}.worksheet+xml"/>`).join('');
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>`
    + `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${sheets}</Types>`;
}

function workbook(parts: readonly Part[]): string {
  const sheets = parts.map((part, index) => `<sheet name="${escapeXml(part.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('');
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`;
}

function workbookRelations(count: number): string {
  const sheets = Array.from({ length: count }, (_none, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('');
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets}<Relationship Id="rId${count + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`;
}
