import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from '#shared/domain/canonical-json.ts';

/** Any sequence of UTF-16 code units, so whole and half pairs and every control character; close ones often, so that the order of names matters. */
const codeUnit = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(0x22, 0x5c, 0x7f, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfb33, 0xffff, 0x2028, 0x2029),
);
const anyText = fc.array(codeUnit, { maxLength: 6 }).map((units) => String.fromCharCode(...units));
const wholeText = fc.string({ unit: 'binary', maxLength: 6 });
const anyNumber = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double(), fc.constantFrom(0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 333333333.3333333));

/** `text` says what names and texts may be. */
function jsonOf(text: fc.Arbitrary<string>, number: fc.Arbitrary<number>): fc.Arbitrary<JsonValue> {
  return fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' }, fc.constantFrom<JsonValue>(null, true, false), text, number, fc.array(tie('value'), { maxLength: 5 }),
      // More than a few names are sorted in another way than a few.
      fc.oneof({ arbitrary: fc.dictionary(text, tie('value'), { maxKeys: 6 }), weight: 4 }, { arbitrary: fc.dictionary(text, fc.constant(1), { minKeys: 20, maxKeys: 60, size: 'max' }), weight: 1 }),
    ),
  })).value;
}

/** A text, or null where there is no canonical form. */
function attempt(write: () => string | undefined): string | null {
  try {
    return write() ?? null;
  } catch {
    return null;
  }
}

describe('canonical-json', () => {
  it('[J1] [J6] writes what an independent implementation of RFC 8785 writes, and refuses what it refuses', () => {
    fc.assert(fc.property(jsonOf(anyText, anyNumber), (value) => {
      expect(attempt(() => canonicalJson(value))).toBe(attempt(() => canonicalize(value)));
    }), { numRuns: 3000 });
  });

  it('[J1] what can be written reads back as the same and is written the same again', () => {
    fc.assert(fc.property(jsonOf(wholeText, fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
      const text = canonicalJson(value);
      expect(text).toBe(canonicalize(value));
      expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
    }), { numRuns: 1000 });
  });

  // RFC 8785, section 3.2.3: code units, not code points, not any language's alphabet.
  it('[J1] orders names by UTF-16 code units, as the RFC shows', () => {
    const value = {
      '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  // RFC 8785, appendix B: the bits of a double and how it is written.
  it.each([
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'], ['ffefffffffffffff', '-1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'], ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'], ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'], ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('[J1] writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each([Number.NaN, Infinity, -Infinity, '\ud800', 'a\udc00b', { '\udfff': 1 }, [['\ud83d']]])('[J6] has no form for %j', (value) => {
    expect(() => canonicalJson(value)).toThrow('has no canonical form');
  });

  it('[J1] leaves out members without a value, and keeps one called __proto__', () => {
    expect(canonicalJson({ b: 1, a: undefined } as unknown as JsonValue)).toBe('{"b":1}');
    expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"a":2}}') as JsonValue)).toBe('{"__proto__":{"a":2},"z":1}');
  });
});
