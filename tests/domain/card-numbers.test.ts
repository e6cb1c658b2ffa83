import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eidLast4, parseEid } from '#shared/domain/eid.ts';
import { iccidLast4, parseIccid } from '#shared/domain/iccid.ts';
import { parseLookupKey } from '#shared/domain/lookup-key.ts';
import { maskMsisdn, parseMsisdn } from '#shared/domain/msisdn.ts';
import { normaliseDocumentNumber } from '#shared/domain/identity/normalise-document-number.ts';
import { cleanTypedCode } from '#shared/domain/typed-code.ts';

describe('typed-code', () => {
  it('[ID2] cleaning twice gives the same as cleaning once, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(cleanTypedCode(cleanTypedCode(text))).toBe(cleanTypedCode(text));
      expect(normaliseDocumentNumber(normaliseDocumentNumber(text))).toBe(normaliseDocumentNumber(text));
    }), { numRuns: 1000 });
  });

  it('[ID2] drops what scanners and copying leave behind', () => {
    expect(cleanTypedCode('\uFEFF\u200B8986\u00A09900\u201100\u2212ab\u001D\r\n')).toBe('8986990000AB');
  });
});

describe('msisdn', () => {
  it.each(['16500000001', '+86 165-0000-0001', '００８６１６５０００００００１', '8616500000001', '008616500000001', ' 165 0000 0001 '])(
    '[NUM2] reads "%s" as 16500000001',
    (raw) => {
      expect(parseMsisdn(raw)).toEqual({ ok: true, value: { msisdn: '16500000001', hasResellerPrefix: true } });
    },
  );

  it.each(['17000000001', '17100000001', '16200000001', '16700000001', '16500000001'])('[NUM3] sees a reseller in %s', (raw) => {
    expect(parseMsisdn(raw)).toEqual({ ok: true, value: { msisdn: raw, hasResellerPrefix: true } });
  });

  it.each(['19100000001', '19200000001', '13000000001'])('[NUM3] sees no reseller in %s', (raw) => {
    expect(parseMsisdn(raw)).toEqual({ ok: true, value: { msisdn: raw, hasResellerPrefix: false } });
  });

  it.each(['1650000000', '165000000011', '12500000001', '05500000001', '', '86', '+8516500000001', '1650000000a', '+86861650000001'])(
    '[NUM1] refuses "%s"',
    (raw) => {
      expect(parseMsisdn(raw)).toEqual({ ok: false, problem: { code: 'msisdn-invalid' } });
    },
  );

  it.each(['1440000000001', '1064000000001', '+86 1440000000001'])('[NUM4] tells %s to be a data card', (raw) => {
    expect(parseMsisdn(raw)).toEqual({ ok: false, problem: { code: 'msisdn-data-card' } });
  });

  it('[NUM9] shows 165****0001', () => {
    const phone = parseMsisdn('16500000001');
    expect(phone.ok && maskMsisdn(phone.value.msisdn)).toBe('165****0001');
  });
});

describe('iccid', () => {
  it.each(['89869900000000000011', '89869912345678901230', '8986990000000000004'])('[NUM5] takes %s', (raw) => {
    expect(parseIccid(raw)).toEqual({ ok: true, value: { iccid: raw, hasLuhnMismatch: false } });
  });

  it.each(['89869900000000000012', '898699A000000000001', '8986990000000000005F'])('[NUM6] takes %s with a warning', (raw) => {
    expect(parseIccid(raw)).toEqual({ ok: true, value: { iccid: raw, hasLuhnMismatch: true } });
  });

  it('[NUM6] drops a filler only when the nineteen digits before it pass', () => {
    expect(parseIccid('8986 9900 0000 0000 004f')).toEqual({ ok: true, value: { iccid: '8986990000000000004', hasLuhnMismatch: false } });
  });

  it.each(['8901990000000000000', '898699000000000000', '898699000000000000111', '8986990000000000000G', ''])('[NUM5] refuses "%s"', (raw) => {
    expect(parseIccid(raw)).toEqual({ ok: false, problem: { code: 'iccid-invalid' } });
  });

  it('[NUM9] shows the last four', () => {
    const card = parseIccid('ICCID：89869912345678901230');
    expect(card.ok && iccidLast4(card.value.iccid)).toBe('1230');
  });
});

describe('eid', () => {
  it.each([
    '89086099000000000000000000000158', '89086099123456789012345678901295', '35353500000000000000000000000737',
    '89001012012341234012345678901224',
  ])('[NUM7] takes %s', (raw) => {
    expect(parseEid(raw)).toEqual({ ok: true, value: raw });
  });

  it.each(['89086099000000000000000000000159', '8908609900000000000000000000158', '8908609900000000000000000000015A', ''])('[NUM7] refuses "%s"', (raw) => {
    expect(parseEid(raw)).toEqual({ ok: false, problem: { code: 'eid-invalid' } });
  });

  it('[NUM7] agrees with exact division, and [NUM9] shows the last four', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{30}$/), (first30) => {
      const check = 98n - (BigInt(first30) * 100n) % 97n;
      const eid = parseEid(first30 + String(check).padStart(2, '0'));
      expect(eid.ok && eidLast4(eid.value)).toBe(first30.slice(-2) + String(check).padStart(2, '0'));
    }));
  });
});

describe('lookup-key', () => {
  it.each([
    ['16500000001', { ok: true, value: { kind: 'msisdn', msisdn: '16500000001' } }],
    ['+86 165-0000-0001', { ok: true, value: { kind: 'msisdn', msisdn: '16500000001' } }],
    ['8986-9900-0000-0000-0011', { ok: true, value: { kind: 'iccid', iccid: '89869900000000000011', hasLuhnMismatch: false } }],
    ['８９８６９９００００００００００００１２', { ok: true, value: { kind: 'iccid', iccid: '89869900000000000012', hasLuhnMismatch: true } }],
    ['ICCID: 89869900000000000011', { ok: true, value: { kind: 'iccid', iccid: '89869900000000000011', hasLuhnMismatch: false } }],
    ['8901990000000000000', { ok: false, problem: { code: 'iccid-invalid' } }],
    ['898699', { ok: false, problem: { code: 'iccid-invalid' } }],
    ['1650000000', { ok: false, problem: { code: 'msisdn-invalid' } }],
    ['1440000000001', { ok: false, problem: { code: 'msisdn-data-card' } }],
    ['', { ok: false, problem: { code: 'lookup-unreadable' } }],
    ['张三', { ok: false, problem: { code: 'lookup-unreadable' } }],
    ['999999199003070012', { ok: false, problem: { code: 'lookup-unreadable' } }],
    ['1'.repeat(10_000), { ok: false, problem: { code: 'lookup-unreadable' } }],
  ])('[NUM8] reads "%s"', (raw, expected) => {
    expect(parseLookupKey(raw)).toEqual(expected);
  });
});
