// Text in the fixed columns of a receipt printer: 32 on 58 mm paper, 48 on 80 mm.

/** Columns a text takes: 1 per ASCII character, 2 per Chinese or other wide one, none for marks on the one before. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;

// Printers set everything outside ASCII from their Chinese font, where also · and ￥ take two columns.
function widthOf(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return character <= '\u007e' ? 1 : 2;
}

/**
 * One line with `left` at its beginning and `right` at its end. When both do not fit with a space between them, `left`
 * is wrapped and `right` stands at the end of the last line or on one of its own: an amount is never cut.
 */
export function padBetween(left: string, right: string, columns: number): string {
  const lines = wrapColumns(left, columns);
  const rightLines = wrapColumns(right, columns);
  const last = lines.at(-1) ?? '';
  const [firstRight = ''] = rightLines;
  const gap = columns - columnsOf(last) - columnsOf(firstRight);
  const fitsBeside = gap >= 1 || last === '' || firstRight === '';
  if (rightLines.length === 1 && fitsBeside) {
    return [...lines.slice(0, -1), last + ' '.repeat(gap) + firstRight].join('\n');
  }
  return [...lines, ...rightLines.map((line) => ' '.repeat(columns - columnsOf(line)) + line)].join('\n');
}

/**
 * Cuts a text into lines of at most so many columns, between characters only; a Latin word that would be cut moves to
 * the next line when it fits there. Line breaks in the text are kept. There is always at least one line.
 */
export function wrapColumns(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(2, columns)));
}

function wrapParagraph(paragraph: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of paragraph.match(pieces) ?? []) {
    if (columnsOf(line + piece) <= columns) {
      line += piece;
      continue;
    }
    // A space at the end of a line would begin the next one.
    if (/^ +$/.test(piece)) continue;
    if (line !== '') lines.push(line.trimEnd());
    line = lastPart(piece, columns, lines);
  }
  return [...lines, line];
}

// A run of spaces, a Latin word or number, or any single character with the marks that belong to it.
const pieces = / +|[!-~]+|[^ !-~][\p{Mn}\p{Me}\p{Cf}]*/gu;

// A word longer than a line is cut where the line ends.
function lastPart(piece: string, columns: number, lines: string[]): string {
  let rest = '';
  for (const character of piece) {
    if (columnsOf(rest + character) > columns) {
      lines.push(rest);
      rest = '';
    }
    rest += character;
  }
  return rest;
}
