// RFC 8785: the one way to write a JSON value, so that its hash is the same wherever it is computed.
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Throws for what has no canonical form: half a surrogate pair, a number that is not finite. Members that are undefined are left out. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return isList(value) ? listOf(value) : objectOf(value);
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);

function listOf(items: readonly JsonValue[]): string {
  let text = '[';
  for (const item of items) text += text === '[' ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `${text}]`;
}

function objectOf(object: JsonObject): string {
  let text = '{';
  for (const name of sorted(Object.keys(object))) {
    const member = object[name];
    if (member === undefined) continue;
    text += `${text === '{' ? '' : ','}${nameOf(name)}${canonicalJson(member)}`;
  }
  return `${text}}`;
}

const FEW = 32;

/** By UTF-16 code units. The few members of a journal's objects are sorted faster in place than by the general way. */
function sorted(names: string[]): readonly string[] {
  if (names.length > FEW) return names.sort();
  names.forEach((name, index) => {
    let place = index;
    for (let before = names[place - 1]; before !== undefined && before > name; before = names[place - 1]) names[place--] = before;
    names[place] = name;
  });
  return names;
}

const MOST_NAMES = 2000;
const writtenNames = new Map<string, string>();

/** With its colon. The same hundred names come again and again; foreign ones must not fill the memory. */
function nameOf(name: string): string {
  const known = writtenNames.get(name);
  if (known !== undefined) return known;
  const written = `${textOf(name)}:`;
  if (writtenNames.size < MOST_NAMES) writtenNames.set(name, written);
  return written;
}

function textOf(value: string): string {
  const written = JSON.stringify(value);
  // Half a pair is the only thing that JSON writes so.
  if (written.includes('\\ud') && /\p{Surrogate}/u.test(value)) throw new Error('half a surrogate pair has no canonical form');
  return written;
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} has no canonical form`);
  // Shortest form that reads back the same, as the RFC takes it from ECMAScript; -0 is 0.
  return String(value);
}
