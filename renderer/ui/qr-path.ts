// Turns a text into the outline of its QR code. The encoder is loaded with the first code that is needed.

export interface QrPath {
  /** Modules at each side, without the quiet zone. */
  readonly size: number;
  /** SVG path in units of one module. */
  readonly path: string;
}

const known = new Map<string, QrPath>();

/** The code if it was worked out before; paper that is about to be printed must not wait for it. */
export function knownQrPath(data: string): QrPath | null {
  return known.get(data) ?? null;
}

/** Error correction M, as receipt printers do it: a creased slip can still be read. */
export async function qrPath(data: string): Promise<QrPath> {
  const before = known.get(data);
  if (before !== undefined) return before;
  const { create } = await import('qrcode');
  const { size, data: cells } = create(data, { errorCorrectionLevel: 'M' }).modules;
  const runs: string[] = [];
  for (let row = 0; row < size; row += 1) runs.push(...darkRuns(cells.subarray(row * size, (row + 1) * size), row));
  const made = { size, path: runs.join('') };
  known.set(data, made);
  return made;
}

/** One rectangle for each run of dark modules: hairlines between modules would break the code on some printers. */
function darkRuns(cells: Uint8Array, row: number): string[] {
  const runs: string[] = [];
  let start = -1;
  for (let column = 0; column <= cells.length; column += 1) {
    const isDark = column < cells.length && cells[column] === 1;
    if (isDark && start < 0) start = column;
    if (isDark || start < 0) continue;
    runs.push(`M${start} ${row}h${column - start}v1h${start - column}z`);
    start = -1;
  }
  return runs;
}
