// A queue that is longer than the line can bear at once.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendEntry } from '#core/journal/append-entry.ts';
import { openStore } from '#core/store/open-store.ts';
import { MAX_ENTRIES_PER_POST, MIN_ENTRIES_PER_POST } from '#shared/contract/gateway-api.ts';
import { staffIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { dateInZone } from '#shared/domain/business-date.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import type { CorePorts } from '#core/ports.ts';
import { drain, expectAllIsWell, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { realBut, unreachable } from '#tests/support/scripted-gateway.ts';

let gateway: TestGateway;
let till: OpenTill;
let cards = 30;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => till.close());
afterAll(() => gateway.close());

const staffId = staffIdSchema.parse('c01');

/** What was sent at a time, and how much the line bears. */
interface Line {
  bears: number;
  readonly sent: number[];
}

function over(line: Line): CorePorts['connectGateway'] {
  return realBut((real) => ({
    postJournal: async (identity, entries, voided) => {
      line.sent.push(entries.length);
      return entries.length > line.bears ? unreachable : real.postJournal(identity, entries, voided);
    },
  }));
}

/** A till with a sale and `count` more entries that nobody has yet. */
async function withQueue(count: number, line: Line): Promise<SaleView> {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  cards += 1;
  const sale = await sell(till, { subscriber: cards });
  await drain(till, gateway);
  const terminalId = terminalIdSchema.parse(till.terminalId());
  const at = gateway.clock.now();
  await till.close();
  const opened = openStore({ dataDir: till.dir, sqliteBinding: null, at });
  if (!opened.ok) throw new Error('the till was closed');
  opened.value.write((db) => {
    for (let row = 0; row < count; row += 1) appendEntry(db, { terminalId, at, businessDate: dateInZone(at, 'Asia/Shanghai') }, 'staff.signed_out', { staffId });
  });
  opened.value.close();
  till = await openTill({ gateway, dir: till.dir, activationCode: null, replace: { connectGateway: over(line) } });
  return sale;
}

describe('sync of a long queue', () => {
  it('[Y20] sends as much as a request may carry', async () => {
    const line: Line = { bears: MAX_ENTRIES_PER_POST, sent: [] };
    await withQueue(1500, line);
    await drain(till, gateway);
    expect(line.sent[0]).toBe(MAX_ENTRIES_PER_POST);
    expect(line.sent.length).toBeLessThanOrEqual(3);
  });

  it('[Y20] gets over a line that bears little at a time, and sends more again once the line bears it', async () => {
    const line: Line = { bears: 70, sent: [] };
    const sale = await withQueue(300, line);
    await drain(till, gateway);
    expect(line.sent.filter((sent) => sent <= 70).reduce((sum, sent) => sum + sent, 0)).toBeGreaterThanOrEqual(300);
    // Halved until it passed, then tried again with twice as much.
    expect(line.sent.slice(0, 4)).toEqual([line.sent[0], Math.floor((line.sent[0] ?? 0) / 2), Math.floor((line.sent[0] ?? 0) / 4), Math.floor((line.sent[0] ?? 0) / 8)]);
    line.bears = MAX_ENTRIES_PER_POST;
    await till.signIn();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y20] sends no less afterwards for want of an answer to a single sale', async () => {
    const line: Line = { bears: 0, sent: [] };
    await withQueue(0, line);
    await till.signIn();
    cards += 1;
    await sell(till, { subscriber: cards });
    expect(line.sent.length).toBeGreaterThan(0);
    gateway.proxy.goDown();
    for (let sold = 0; sold < 8; sold += 1) {
      cards += 1;
      await sell(till, { subscriber: cards });
    }
    line.bears = MAX_ENTRIES_PER_POST;
    gateway.proxy.comeBack();
    const { pendingCount } = await till.must('sync.read', {});
    expect(pendingCount).toBeGreaterThan(MIN_ENTRIES_PER_POST);
    const before = line.sent.length;
    await drain(till, gateway);
    expect(line.sent[before]).toBe(pendingCount);
  });
});
