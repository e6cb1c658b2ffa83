// What the shell knows of printers and paper, without printing.
import { describe, expect, it } from 'vitest';
import { fileName } from '#shell/printing/file-name.ts';
import { oneAtATime } from '#shell/printing/one-at-a-time.ts';
import { pageFor, toInches, toMicrons } from '#shell/printing/paper-size.ts';
import { findPrinter, viewPrinter } from '#shell/printing/printer.ts';

const aPrinter = (options: unknown) => ({ name: 'TILL', displayName: 'Receipts', description: 'by the door', options });

describe('shell/printing/printer', () => {
  it.each([
    [{ 'printer-state': '3', 'printer-state-reasons': 'none', 'printer-is-accepting-jobs': 'true' }, 'idle', ''],
    [{ 'printer-state': '4', 'printer-state-reasons': 'none' }, 'busy', ''],
    [{ 'printer-state': '5', 'printer-state-reasons': 'paused' }, 'stopped', 'paused'],
    [{ 'printer-state': '3', 'printer-state-reasons': 'media-empty-error,cover-open' }, 'idle', 'media-empty-error, cover-open'],
    [{ 'printer-state': '3', 'printer-state-reasons': 'none', 'printer-is-accepting-jobs': 'false' }, 'stopped', 'not-accepting-jobs'],
    [{}, 'unknown', ''],
    [undefined, 'unknown', ''],
    ['text', 'unknown', ''],
  ] as const)('[SH12] reads %j as %s', (options, state, reason) => {
    expect(viewPrinter(aPrinter(options))).toEqual({ name: 'TILL', description: 'Receipts', state, reason });
  });

  it('[SH12] takes the chosen printer or none at all', () => {
    const idle = { name: 'A', description: '', state: 'idle', reason: '' } as const;
    const stopped = { name: 'B', description: '', state: 'stopped', reason: 'paused' } as const;
    expect(findPrinter([idle, stopped], 'A')).toEqual({ ok: true, value: idle });
    expect(findPrinter([idle, stopped], 'B')).toEqual({ ok: false, problem: { code: 'printer-stopped', printer: 'B', reason: 'paused' } });
    expect(findPrinter([idle, stopped], 'C')).toEqual({ ok: false, problem: { code: 'printer-missing', printer: 'C' } });
    expect(findPrinter([], 'A')).toEqual({ ok: false, problem: { code: 'printer-missing', printer: 'A' } });
  });
});

describe('shell/printing/paper-size', () => {
  it('[SH13] makes the page as long as the receipt, in the units of each way of printing', () => {
    const page = pageFor(80, 960);
    expect(page).toEqual({ widthMm: 80, heightMm: 255 });
    expect(toMicrons(page)).toEqual({ width: 80_000, height: 255_000 });
    expect(toInches({ widthMm: 25.4, heightMm: 50.8 })).toEqual({ width: 1, height: 2 });
    expect(pageFor(58, 1)).toEqual({ widthMm: 58, heightMm: 20 });
  });
});

describe('shell/printing/one-at-a-time', () => {
  it('[SH14] starts the next when the one before has ended, also when it failed', async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const task = (name: string, fails = false) => async (): Promise<string> => {
      log.push(`${name} starts`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const all = await Promise.allSettled([inTurn(task('a')), inTurn(task('b', true)), inTurn(task('c'))]);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('shell/printing/file-name', () => {
  it.each([['R-20260102-0001', 'R-20260102-0001'], ['../../etc/passwd', 'etc-passwd'], ['a b/c:d', 'a-b-c-d'], ['...', 'receipt'], ['', 'receipt']])('%j is kept as %j', (title, name) => {
    expect(fileName(title)).toBe(name);
  });
});
