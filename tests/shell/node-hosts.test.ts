// The ports on plain Node: clock, ids, log, drills.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drillProbe, joinProbes, parseDrillPlan } from '#hosts/drill-probe.ts';
import { fileLogger } from '#hosts/file-logger.ts';
import { scrubDigits } from '#hosts/scrub-digits.ts';
import { drillClock, systemRandom, throughSleep, uuidIds } from '#hosts/system-clock.ts';
import { writeFileAtomically } from '#hosts/write-file-atomically.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'heyon-hosts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const clock = { now: () => '2026-01-02T03:04:05.678Z', monotonicMs: () => 0, elapsedMs: () => 0 };

describe('hosts/system-clock', () => {
  it('[SH6] moves the drill clock by what stands in the file, and follows the file', () => {
    const file = path.join(dir, 'offset');
    const drill = drillClock(file, clock);
    const seen = [drill.now()];
    for (const [offset, writtenAt] of [['86400000\n', 1], ['-3600000', 2], ['tomorrow', 3]] as const) {
      writeFileSync(file, offset);
      utimesSync(file, writtenAt, writtenAt);
      seen.push(drill.now());
    }
    expect(seen).toEqual(['2026-01-02T03:04:05.678Z', '2026-01-03T03:04:05.678Z', '2026-01-02T02:04:05.678Z', '2026-01-02T03:04:05.678Z']);
  });

  it('[SH6] lets time pass by a second number, for the counter nobody can set as well', () => {
    const file = path.join(dir, 'offset');
    writeFileSync(file, '86400000 3600000');
    const drill = drillClock(file, clock);
    expect([drill.now(), drill.monotonicMs(), drill.elapsedMs()]).toEqual(['2026-01-03T04:04:05.678Z', 0, 3_600_000]);
  });

  it('[K1] counts on through sleep, in which the fine counter stands still', () => {
    let fineMs = 500;
    let bootMs = 10_000;
    const elapsed = throughSleep(() => fineMs, () => bootMs);
    const seen = [elapsed()];
    for (const [awakeMs, asleepMs] of [[1000, 0], [1000, 400], [0, 8 * 3_600_000], [20, 0], [0, 60_000]] as const) {
      fineMs += awakeMs;
      bootMs += awakeMs + asleepMs;
      seen.push(elapsed());
    }
    // What is too short to be told from rounding is counted with the next sleep.
    const night = 8 * 3_600_000 + 400;
    expect(seen).toEqual([500, 1500, 2500, 2500 + night, 2520 + night, 2520 + night + 60_000]);
  });

  it('makes version 7 ids that carry the instant', () => {
    const at = '2026-01-02T03:04:05.678Z';
    const id = uuidIds.next(at);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse(at));
    expect(uuidIds.next(at)).not.toBe(id);
  });

  it('draws fractions from 0 to below 1', () => {
    const drawn = Array.from({ length: 1000 }, () => systemRandom.fraction());
    expect(drawn.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
    expect(systemRandom.bytes(32)).toHaveLength(32);
  });
});

describe('hosts/file-logger', () => {
  it('[SH11] writes one line of JSON for each event, at once', () => {
    const logger = fileLogger({ logsDir: path.join(dir, 'logs'), name: 'core', clock });
    logger.info('sync.pushed', { entries: 3 });
    logger.error('core.failed', { code: 'x' }, new RangeError('too far'));
    const lines = readFileSync(path.join(dir, 'logs', 'core.log'), 'utf8').trim().split('\n').map((line): unknown => JSON.parse(line));
    expect(lines).toEqual([
      { at: clock.now(), level: 'info', event: 'sync.pushed', entries: 3 },
      { at: clock.now(), level: 'error', event: 'core.failed', code: 'x', cause: 'RangeError: too far', stack: expect.stringContaining('RangeError: too far') },
    ]);
  });

  it('[SH11] never grows beyond its share of the disk', () => {
    const logger = fileLogger({ logsDir: dir, name: 'core', clock, maxBytes: 500, keep: 2 });
    for (let count = 0; count < 100; count += 1) logger.info('tick', { count });
    expect(readdirSync(dir).toSorted()).toEqual(['core.log', 'core.log.1', 'core.log.2']);
    expect(readFileSync(path.join(dir, 'core.log'), 'utf8')).toContain('"count":99');
  });

  it('[SH11] does not stop the till when it cannot write', () => {
    writeFileSync(path.join(dir, 'logs'), 'a file where the folder should be');
    expect(() => fileLogger({ logsDir: path.join(dir, 'logs'), name: 'core', clock }).info('tick')).not.toThrow();
  });

  it.each([
    ['subscriber 16500000001 not found', 'subscriber <digits> not found'],
    ['999999199001011234', '<digits>'],
    ['"99999919900101123X"', '"<digits>"'],
    ['sale 0192f000-0000-7000-8000-000000000001 at 2026-01-02T03:04:05.678Z, 123456 fen', 'sale 0192f000-0000-7000-8000-000000000001 at 2026-01-02T03:04:05.678Z, 123456 fen'],
  ])('[SH11] blanks what may be a phone or a document: %s', (text, clean) => {
    expect(scrubDigits(text)).toBe(clean);
  });
});

describe('hosts/write-file-atomically', () => {
  it('replaces whole and leaves nothing when it fails', () => {
    const file = path.join(dir, 'new', 'a.txt');
    writeFileAtomically(file, 'one');
    writeFileAtomically(file, new Uint8Array([0x32]));
    expect(readFileSync(file, 'utf8')).toBe('2');
    expect(() => writeFileAtomically(path.join(file, 'below-a-file'), 'x')).toThrow();
    expect(readdirSync(path.dirname(file))).toEqual(['a.txt']);
    expect(existsSync(file)).toBe(true);
  });
});

describe('hosts/drill-probe', () => {
  it('[SH6] strikes at the nth reaching of its point and never again', () => {
    let strikes = 0;
    const plan = parseDrillPlan('sale.after-commit:2');
    expect(plan).toEqual({ point: 'sale.after-commit', nth: 2 });
    const probe = joinProbes(plan === null ? [] : [drillProbe(plan, () => {
      strikes += 1;
    })]);
    const seen = (['sale.after-commit', 'sale.before-commit', 'sale.after-commit', 'sale.after-commit'] as const).map((point) => {
      probe.reach(point);
      return strikes;
    });
    expect(seen).toEqual([0, 0, 1, 1]);
  });

  it.each(['', 'nowhere', 'sale.after-commit:0', 'sale.after-commit:x', 'sale.after-commit:1:2'])('[SH6] takes %j for no drill', (text) => {
    expect(parseDrillPlan(text)).toBeNull();
  });
});
