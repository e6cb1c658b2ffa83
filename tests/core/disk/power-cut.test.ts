// The power is cut at every act on the disk of a selling till; what may be left is opened again.
// HEYON_CUT_SEED=123 plays other cuts; HEYON_CUT_ROUNDS=50 plays more of them.
import { existsSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/domain/base/invariant.ts';
import { expectAllIsWell, sell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, removeDir, type TestGateway } from '#tests/support/open-till.ts';
import { seeded } from '#tests/support/seeded.ts';
import { buildShim } from './build-shim.ts';
import { acts, createDisk } from './disk-record.ts';
import { enrolledDir, journalOf, sellOverDisk, type DiskDay } from './disk-till.ts';
import { cutAlong, placeImage, type CutReport } from './power-cut.ts';

const SEED = Number(process.env['HEYON_CUT_SEED'] ?? 1);
const ROUNDS = Number(process.env['HEYON_CUT_ROUNDS'] ?? 1);
const SALES = 8;
/** Images are only read back by the program that wrote them, so memory will do. */
const imageFolder = path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `heyon-power-cut-${process.pid}`);

let gateway: TestGateway;
let shim: string;
let template: string;
beforeAll(async () => {
  gateway = await openGateway(new Date().toISOString());
  shim = buildShim(makeDir('shim-'));
  template = await enrolledDir(gateway);
});
afterAll(async () => {
  removeDir(imageFolder);
  await gateway.close();
});

function cut(day: DiskDay, seed: number, options: { readonly every?: number; readonly drive?: 'honest' | 'lying' } = {}): CutReport {
  return cutAlong({ before: day.before, record: day.record, journal: journalOf(day.dir), every: ROUNDS > 1 ? 1 : 2, next: seeded(seed), folder: imageFolder, ...options });
}

/** The acts right behind the last sale that was reported: a cut there may lose what came after, and nothing before. */
const cutPoints = (day: DiskDay): number[] => day.record.flatMap((act, index) => (act.kind === 'mark' && act.text.startsWith('sale ') ? [index] : [])).slice(-1);

/** Syncs that fail now and then. */
const failingSyncs = Array.from({ length: 40 }, (_, index) => ({ atCall: 3 + index * 2, fault: { act: acts.sync, error: constants.errno.EIO, skip: index % 2, count: 1 } }));

describe.runIf(process.platform === 'linux')(`power cuts (seed ${SEED})`, () => {
  it.each([
    ['a till that is closed in the evening', [], false],
    ['a till that dies in the evening', [], true],
    ['a drive whose syncs fail now and then', failingSyncs, true],
  ] as const)('[D12] %s: what is left is a beginning of the journal with every sale whose commit had returned (F01)', async (_name, faults, diesAtEnd) => {
    const day = await sellOverDisk(shim, template, { faults, diesAtEnd, firstSubscriber: 100, saleCount: SALES });
    for (let round = 0; round < ROUNDS; round += 1) {
      const report = cut(day, SEED + round);
      expect(report.violations).toEqual([]);
      expect(report.withOpenActs).toBeGreaterThan(80);
    }
  });

  it('[D12] a till whose power was cut sells on, under new numbers, and the gateway gets each sale once (F01, F13)', async () => {
    const own = await enrolledDir(gateway);
    const day = await sellOverDisk(shim, own, { faults: [], diesAtEnd: true, firstSubscriber: 120, saleCount: 4 });
    const disk = createDisk(day.before);
    const until = must(cutPoints(day)[0], 'sales were reported');
    day.record.slice(0, until + 6).forEach((act) => disk.follow(act));
    placeImage(own, disk.imageAfterCut(seeded(SEED)));
    gateway.clock.jumpTo(new Date().toISOString());
    const till = await openTill({ gateway, dir: own, activationCode: null });
    await till.signIn();
    const more = await sell(till, { subscriber: 130 });
    expect(day.reported.map((sale) => sale.receiptNumber)).not.toContain(more.receiptNumber);
    await till.sync();
    await till.sync();
    await expectAllIsWell(till, gateway, [...day.reported, more]);
    await till.close();
  });

  it('[D12] a drive that only says it has kept what it was given is found out, so the check can fail', async () => {
    const day = await sellOverDisk(shim, template, { faults: [], diesAtEnd: true, firstSubscriber: 100, saleCount: 3 });
    const { violations } = cut(day, SEED, { drive: 'lying' });
    expect(violations.some((violation) => /is gone|sales are there/.test(violation))).toBe(true);
  });
});
