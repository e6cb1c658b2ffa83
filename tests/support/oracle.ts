// What must hold after anything that can happen to a till: five rules over what was shown, what lies on its disk and what the gateway has.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GENESIS, verifyChain, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';

export interface Shown {
  readonly saleId: string;
  readonly receiptNumber: string;
}

export interface OracleFacts {
  readonly terminalId: string;
  /** What customers were given. */
  readonly shown: readonly Shown[];
  /** The till's file. */
  readonly till: {
    readonly journal: readonly JournalEntry[];
    readonly acknowledgedThrough: number;
    /** What the till says of each sale, by its own tables. */
    readonly saleIds: readonly string[];
    /** Expected cash of each shift by the till's lines of money. */
    readonly drawers: ReadonlyMap<string, number>;
    /** Sales the till shows as still waiting for the carrier. */
    readonly waitingSales: number;
  };
  /** The gateway's database. */
  readonly gateway: {
    readonly journal: readonly JournalEntry[];
    readonly sales: readonly { readonly saleId: string; readonly status: string }[];
  };
}

export interface Violation {
  readonly rule: 'shown-is-journaled' | 'once-or-waiting' | 'drawer' | 'synced-is-there' | 'chain';
  readonly what: string;
}

const tender = z.looseObject({ method: z.string(), amount: z.number() });
const payloads = {
  sale: z.looseObject({ saleId: z.string(), receiptNumber: z.string(), shiftId: z.string(), tenders: z.array(tender) }),
  back: z.looseObject({ shiftId: z.string(), tenders: z.array(tender).optional(), lines: z.array(tender).optional() }),
  opened: z.looseObject({ shiftId: z.string(), floatFen: z.number() }),
  moved: z.looseObject({ shiftId: z.string(), direction: z.enum(['in', 'out', 'drop']), amount: z.number() }),
} as const;

/** Everything that does not hold; an empty list is a till that can be trusted. */
export function violations(facts: OracleFacts): Violation[] {
  return [...notJournaled(facts), ...notOnce(facts), ...wrongDrawers(facts), ...calledSynced(facts), ...brokenChains(facts)];
}

const soldIn = (journal: readonly JournalEntry[]): { readonly seq: number; readonly saleId: string; readonly receiptNumber: string }[] =>
  journal.filter((entry) => entry.type === 'sale.completed').map((entry) => ({ seq: entry.seq, ...payloads.sale.parse(entry.payload) }));

/** (1) Every receipt number that a customer was shown is in the journal, with its sale, once. */
function notJournaled({ shown, till }: OracleFacts): Violation[] {
  const sold = soldIn(till.journal);
  const lost = shown.filter((one) => !sold.some((sale) => sale.saleId === one.saleId && sale.receiptNumber === one.receiptNumber));
  const numbers = sold.map((sale) => sale.receiptNumber);
  const twice = numbers.filter((number, index) => numbers.indexOf(number) !== index);
  const beside = sold.length === till.saleIds.length && sold.every((sale) => till.saleIds.includes(sale.saleId));
  return [
    ...lost.map((one) => broken('shown-is-journaled', `${one.receiptNumber} was shown and is not in the journal`)),
    ...twice.map((number) => broken('shown-is-journaled', `${number} was given out twice`)),
    ...(beside ? [] : [broken('shown-is-journaled', 'the sales beside the journal are others than those in it')]),
  ];
}

/** (2) Each sale id is at the gateway exactly once, or still waiting, and the till says so. */
function notOnce({ till, gateway }: OracleFacts): Violation[] {
  const held = gateway.journal.length;
  const sold = soldIn(till.journal);
  const waiting = sold.filter((sale) => sale.seq > till.acknowledgedThrough).length;
  const counts = sold.map((sale) => ({ ...sale, count: gateway.sales.filter((one) => one.saleId === sale.saleId).length }));
  return [
    ...counts.filter(({ seq, count }) => count !== (seq > held ? 0 : 1)).map(({ saleId, count }) => broken('once-or-waiting', `the sale ${saleId} is at the gateway ${count} times`)),
    ...gateway.sales.filter((one) => !sold.some((sale) => sale.saleId === one.saleId)).map((one) => broken('once-or-waiting', `the gateway has a sale ${one.saleId} that was never made`)),
    ...(waiting === till.waitingSales ? [] : [broken('once-or-waiting', `${waiting} sales wait, the till says ${till.waitingSales}`)]),
  ];
}

/** (3) The drawer is the float and what the journal says went in and out. */
function wrongDrawers({ till }: OracleFacts): Violation[] {
  const expected = new Map<string, number>();
  const add = (shiftId: string, amountFen: number): void => void expected.set(shiftId, (expected.get(shiftId) ?? 0) + amountFen);
  for (const entry of till.journal) {
    const [shiftId, amountFen] = cashOf(entry);
    if (shiftId !== null) add(shiftId, amountFen);
  }
  return [...new Set([...expected.keys(), ...till.drawers.keys()])]
    .filter((shiftId) => expected.get(shiftId) !== till.drawers.get(shiftId))
    .map((shiftId) => broken('drawer', `the shift ${shiftId} has ${till.drawers.get(shiftId)} fen, the journal says ${expected.get(shiftId)}`));
}

const cashIn = (tenders: readonly { readonly method: string; readonly amount: number }[]): number =>
  tenders.filter(({ method }) => method === 'cash').reduce((sum, { amount }) => sum + amount, 0);

/** What an entry puts into the drawer of which shift, in fen; null: it does not touch one. */
export function cashOf({ type, payload }: JournalEntry): [shiftId: string | null, amountFen: number] {
  switch (type) {
    case 'shift.opened': {
      const { shiftId, floatFen } = payloads.opened.parse(payload);
      return [shiftId, floatFen];
    }
    case 'sale.completed': {
      const { shiftId, tenders } = payloads.sale.parse(payload);
      return [shiftId, cashIn(tenders)];
    }
    case 'sale.voided':
    case 'refund.completed': {
      const { shiftId, tenders = [], lines = [] } = payloads.back.parse(payload);
      return [shiftId, -cashIn([...tenders, ...lines])];
    }
    case 'cash.moved': {
      const { shiftId, direction, amount } = payloads.moved.parse(payload);
      return [shiftId, direction === 'in' ? amount : -amount];
    }
    default: return [null, 0];
  }
}

/** (4) Nothing is called synced that the gateway lacks. */
function calledSynced({ till, gateway }: OracleFacts): Violation[] {
  const held = gateway.journal.at(-1)?.seq ?? 0;
  return till.acknowledgedThrough <= held ? [] : [broken('synced-is-there', `the till calls ${till.acknowledgedThrough} rows synced, the gateway has ${held}`)];
}

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** (5) The chain verifies on both sides, and the gateway's is the beginning of the till's. */
function brokenChains({ terminalId, till, gateway }: OracleFacts): Violation[] {
  // The till's own id, as it stands in its file.
  const start = { ...GENESIS, terminalId: terminalId as TerminalId };
  const sides = [['till', till.journal], ['gateway', gateway.journal]] as const;
  const unsound = sides.flatMap(([side, journal]) => {
    const checked = verifyChain(journal, start, sha256Hex);
    return checked.ok ? [] : [broken('chain', `at the ${side}, row ${checked.problem.seq}: ${checked.problem.reason}`)];
  });
  const other = gateway.journal.find((entry, index) => till.journal[index]?.hash !== entry.hash);
  return [...unsound, ...(other === undefined ? [] : [broken('chain', `row ${other.seq} is another at the gateway`)])];
}

function broken(rule: Violation['rule'], what: string): Violation {
  return { rule, what };
}
