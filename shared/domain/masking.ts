// What may be seen of a name or a document number.
const han = /^\p{Script=Han}/u;

/** First character, then at most 4 stars (Chinese) or 5 (others). A name of one character shows nothing. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const [first] = characters;
  if (first === undefined) return '';
  if (characters.length === 1) return '*';
  return first + '*'.repeat(Math.min(characters.length - 1, han.test(first) ? 4 : 5));
}

/**
 * For the screen only. 18 characters: the first 3 and the last 4. Shorter numbers: the first and the last 3; below 8
 * characters that would give away too much, so only the first.
 */
export function maskDocumentNumber(number: string): string {
  const characters = [...number];
  const [head, tail] = visibleEnds(characters.length);
  const stars = '*'.repeat(characters.length - head - tail);
  return characters.slice(0, head).join('') + stars + characters.slice(characters.length - tail).join('');
}

function visibleEnds(length: number): readonly [head: number, tail: number] {
  if (length >= 18) return [3, 4];
  if (length >= 8) return [1, 3];
  return length > 1 ? [1, 0] : [0, 0];
}
