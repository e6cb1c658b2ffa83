// Applies the sales of new journal entries and publishes what came of them, inside the transaction that keeps the entries.
import { must } from '#shared/domain/base/invariant.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { StageDays, SubscriberRecord } from '#shared/domain/subscriber.ts';
import { saleCompletedSchema, type SaleCompleted } from '#shared/contract/journal-entries.ts';
import { configRecordSchema, subscriberRecordSchema, type OutcomeRecord } from '#shared/contract/records.ts';
import { saleIdSchema } from '#shared/contract/values.ts';
import { publishChanges } from '../changes/publish-change.ts';
import { noteAttention } from '../store-day/attention-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { together } from '../store/together.ts';
import { findSubscribers, saveSubscribers } from '../subscribers/subscriber-repository.ts';
import { findStoreRecord, type TerminalRow } from '../terminals/terminal-repository.ts';
import { judgeTenders, tieTenders, type JudgedTenders } from './sale-payments.ts';
import { decideSaleOutcome, type SaleDecision, type SaleFacts } from './decide-sale-outcome.ts';
import { findOutcomes, findPlanVersions, insertSales, type DecidedSale } from './sale-repository.ts';

/** A sale of a batch, as it can be read. */
export interface SaleEntry {
  readonly entry: JournalEntry;
  readonly saleId: SaleCompleted['saleId'];
  /** null when the payload is not what this version of the contract knows as a sale. */
  readonly sale: SaleCompleted | null;
}

/** A sale that was taken: decided now, for the first time. */
export interface TakenSale {
  readonly entry: JournalEntry;
  readonly sale: SaleCompleted;
}

/**
 * Decides each sale id once, in journal order; a repeated id keeps its first outcome and is told again. Answers the sales
 * decided now. The caller holds `lockPublishing`: two tills selling to one card must see each other's result.
 */
export async function applySales(
  tx: SqlRunner, terminal: TerminalRow, sales: readonly SaleEntry[],
  batch: { readonly entries: readonly JournalEntry[]; readonly voidedSaleIds: readonly string[]; readonly now: string },
): Promise<readonly TakenSale[]> {
  if (sales.length === 0) return [];
  const { now } = batch;
  const [outcomes, known] = await together([findOutcomes(tx, sales.map((sale) => sale.saleId)), readKnown(tx, terminal, sales)]);
  const judged = await judgeTenders(tx, terminal, sales.flatMap(({ entry, saleId, sale }) => (sale === null || outcomes.has(saleId) ? [] : [{ entry, sale }])));
  const decide = decider(known, { now, voided: voidedIn(batch), judged });
  const taken: TakenSale[] = [];
  const decided: DecidedSale[] = [];
  const changed = new Map<string, SubscriberRecord>();
  for (const { entry, saleId, sale } of sales) {
    if (outcomes.has(saleId)) continue;
    const decision = decide({ entry, saleId, sale }, changed);
    outcomes.set(saleId, decision.outcome);
    if (decision.subscriber !== null) changed.set(decision.subscriber.ref, decision.subscriber);
    decided.push(decidedSale(terminal, { entry, saleId, sale }, decision));
    if (sale !== null) taken.push({ entry, sale });
  }
  const standing = taken.filter(({ sale }) => outcomes.get(sale.saleId)?.status !== 'voided')
    .map(({ entry, sale }) => ({ entry, saleId: sale.saleId, tenders: must(judged.get(sale.saleId), 'every sale that was taken has been judged') }));
  await together([insertSales(tx, decided), tieTenders(tx, standing), publishResults(tx, terminal, [...changed.values()], outcomes)]);
  for (const { entry, saleId, tenders } of standing) {
    for (const { paymentId, amount } of tenders.calledPaid) {
      await noteAttention(tx, {
        terminalId: terminal.terminalId, kind: 'payment-forced', subject: paymentId, saleId, amountFen: amount, at: now, businessDate: entry.businessDate,
      });
    }
  }
  return taken;
}

function decidedSale({ terminalId }: TerminalRow, { entry, sale }: SaleEntry, { outcome, period }: SaleDecision): DecidedSale {
  return { terminalId, seq: entry.seq, subscriberRef: sale?.subscriber.ref ?? null, totalFen: sale?.total ?? null, businessDate: entry.businessDate, outcome, period };
}

/** Taken back by an entry of this batch, or by one that the terminal says is still to come. */
function voidedIn({ entries, voidedSaleIds }: { readonly entries: readonly JournalEntry[]; readonly voidedSaleIds: readonly string[] }): ReadonlySet<string> {
  const inBatch = entries.flatMap(({ type, payload }) => (type === 'sale.voided' && typeof payload['saleId'] === 'string' ? [payload['saleId']] : []));
  return new Set([...voidedSaleIds, ...inBatch]);
}

/** The sales among entries, in order; without those whose id cannot be read: there is nobody to answer to. */
export function readSales(entries: readonly JournalEntry[]): readonly SaleEntry[] {
  return entries.filter((entry) => entry.type === 'sale.completed').flatMap((entry) => {
    const saleId = saleIdSchema.safeParse(entry.payload['saleId']);
    if (!saleId.success) return [];
    const sale = saleCompletedSchema.safeParse(entry.payload);
    return [{ entry, saleId: saleId.data, sale: sale.success ? sale.data : null }];
  });
}

interface Known {
  readonly subscribers: ReadonlyMap<string, SubscriberRecord>;
  readonly plans: ReadonlyMap<string, PlanVersion>;
  readonly stageDays: StageDays;
}

/** What the gateway holds of the cards and plans that sales name. */
async function readKnown(tx: SqlRunner, terminal: TerminalRow, sales: readonly SaleEntry[]): Promise<Known> {
  const readable = sales.flatMap(({ sale }) => (sale === null ? [] : [sale]));
  const [subscribers, plans, config] = await together([
    findSubscribers(tx, readable.map((sale) => sale.subscriber.ref)),
    findPlanVersions(tx, readable.flatMap((sale) => sale.lines.map((line) => line.planId))),
    findStoreRecord(tx, 'config', terminal.storeId, terminal.storeId),
  ]);
  const { stageDays } = configRecordSchema.parse(JSON.parse(must(config, 'an enrolled terminal has a configuration')));
  return { subscribers, plans, stageDays };
}

function decider(
  { subscribers, plans, stageDays }: Known, { now, voided, judged }: { readonly now: string; readonly voided: ReadonlySet<string>; readonly judged: ReadonlyMap<string, JudgedTenders> },
): (sale: SaleEntry, changed: ReadonlyMap<string, SubscriberRecord>) => SaleDecision {
  return ({ saleId, sale }, changed) => {
    if (voided.has(saleId)) return { outcome: { saleId, status: 'voided', decidedAt: now }, subscriber: null, period: null };
    if (sale === null) {
      return { outcome: { saleId, status: 'rejected', reason: 'payload-invalid', decidedAt: now }, subscriber: null, period: null };
    }
    return decideOrReject({
      sale,
      subscriber: changed.get(sale.subscriber.ref) ?? subscribers.get(sale.subscriber.ref) ?? null,
      plans: sale.lines.map((line) => plans.get(`${line.planId}@${line.planVersion}`) ?? null),
      stageDays,
      arePaymentsKnown: judged.get(sale.saleId)?.arePaid === true,
      now,
    });
  };
}

/**
 * Foreign figures may lead where the arithmetic ends (a year beyond 9999). The entries behind this one must not wait for
 * a person to mend that, so the sale is rejected.
 */
function decideOrReject(facts: SaleFacts): SaleDecision {
  try {
    const decision = decideSaleOutcome(facts);
    if (decision.subscriber !== null) subscriberRecordSchema.parse(decision.subscriber);
    return decision;
  } catch {
    const { saleId } = facts.sale;
    return { outcome: { saleId, status: 'rejected', reason: 'payload-invalid', decidedAt: facts.now }, subscriber: null, period: null };
  }
}

/** Cards first: a terminal that reads as far as an outcome must know the card as it is after it. */
async function publishResults(tx: SqlRunner, terminal: TerminalRow, changed: readonly SubscriberRecord[], outcomes: ReadonlyMap<string, OutcomeRecord>): Promise<void> {
  await saveSubscribers(tx, changed);
  await publishChanges(tx, [...outcomes.values()].map((outcome) => (
    { scope: `terminal:${terminal.terminalId}`, kind: 'outcome', id: outcome.saleId, data: outcome }
  )));
}
