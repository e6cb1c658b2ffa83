// Ways to spoil a request that a schema accepts: another type, an extra member, a string without end, a missing member.

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface SpoiledRequest {
  /** Which part was spoiled and how, for the test's message. */
  readonly how: string;
  readonly request: unknown;
}

const HUGE = 'x'.repeat(3_000_000);

const wrongWholes: readonly unknown[] = [undefined, null, true, 7, 'text', [], [{}], () => undefined];

const wrongInsteadOf = {
  string: [undefined, null, true, 7, [], {}, HUGE, `${HUGE}\u0000`],
  number: [undefined, null, true, '7', [], {}, Number.NaN, Number.POSITIVE_INFINITY, 1.5, -1, 2 ** 60],
  array: [undefined, null, true, 7, 'text', {}, Array.from({ length: 100_000 }, () => null)],
} as const;

function describeValue(value: unknown): string {
  if (typeof value === 'string' && value.length > 20) return `a string of ${value.length} characters`;
  return Array.isArray(value) && value.length > 20 ? `an array of ${value.length}` : String(JSON.stringify(value) ?? typeof value);
}

function wrongsFor(value: Json): readonly unknown[] {
  if (typeof value === 'string') return wrongInsteadOf.string;
  if (typeof value === 'number') return wrongInsteadOf.number;
  return Array.isArray(value) ? wrongInsteadOf.array : [null, 7, 'text', []];
}

function* spoiledParts(value: Json, path: string): Generator<{ readonly how: string; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* replaced(item, `${path}[${index}]`, (part) => value.with(index, part as Json));
    return;
  }
  // Arrays are gone, which the compiler does not see for readonly ones.
  const members = value as { readonly [name: string]: Json };
  yield { how: `${path} with an extra member`, value: { ...members, extraMember: 1 } };
  for (const [name, member] of Object.entries(members)) yield* replaced(member, `${path}.${name}`, (part) => ({ ...members, [name]: part }));
}

function* replaced(value: Json, path: string, put: (part: unknown) => unknown): Generator<{ readonly how: string; readonly value: unknown }> {
  for (const wrong of wrongsFor(value)) yield { how: `${path} = ${describeValue(wrong)}`, value: put(wrong) };
  for (const part of spoiledParts(value, path)) yield { how: part.how, value: put(part.value) };
}

/** Every way to spoil the request; `optional` names members whose absence is fine, so `undefined` there spoils nothing. */
export function spoiledRequests(request: unknown, optional: readonly string[]): SpoiledRequest[] {
  const wholes = wrongWholes.map((whole) => ({ how: `the whole = ${describeValue(whole)}`, request: whole }));
  // A sample request is plain JSON by construction.
  const parts = [...spoiledParts(request as Json, 'request')].map(({ how, value }) => ({ how, request: value }));
  return [...wholes, ...parts].filter(({ how }) => !optional.some((name) => how === `request.${name} = undefined`));
}
