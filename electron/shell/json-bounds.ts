// A look at what a window sent before anybody works on it: plain JSON of bounded size and depth, or nothing.

export interface JsonBounds {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Objects, lists and members together. */
  readonly maxNodes: number;
}

/** The largest call is a wallet's statement: two million characters, three bytes each where they are Chinese. */
export const callBounds: JsonBounds = { maxBytes: 7 * 1024 * 1024, maxDepth: 32, maxNodes: 100_000 };

interface Step {
  readonly value: unknown;
  readonly depth: number;
}

/**
 * True when the value is made of plain objects, lists, strings, finite numbers, booleans, null and undefined, and stays
 * within the bounds. Text counts as if every character were ASCII or took three bytes, so the true JSON may be shorter.
 */
export function isBoundedJson(value: unknown, bounds: JsonBounds = callBounds): boolean {
  const open: Step[] = [{ value, depth: 0 }];
  let bytes = 0;
  let nodes = 0;
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    nodes += 1;
    bytes += sizeOf(step.value);
    if (nodes > bounds.maxNodes || step.depth > bounds.maxDepth || bytes > bounds.maxBytes) return false;
    const members = membersOf(step.value);
    if (members === null) return false;
    for (const [key, member] of members) {
      bytes += textBytes(key);
      open.push({ value: member, depth: step.depth + 1 });
    }
    if (open.length > bounds.maxNodes) return false;
  }
  return true;
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' ? textBytes(value) : 8;
}

function textBytes(text: string): number {
  if (text.length > callBounds.maxBytes) return Number.POSITIVE_INFINITY;
  return Buffer.byteLength(text, 'utf8') + 2;
}

/** The members to look at next; none for a leaf; null for what is no JSON. */
function membersOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  switch (typeof value) {
    case 'string': case 'boolean': case 'undefined': return [];
    case 'number': return Number.isFinite(value) ? [] : null;
    case 'object': break;
    default: return null;
  }
  if (value === null) return [];
  if (Array.isArray(value)) return value.map((member: unknown) => ['', member] as const);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.entries(value) : null;
}
