// Everything that happened around one sale, in the order of the journal.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { SaleId, StaffId } from '#shared/domain/ids.ts';
import { outcomeRecordSchema } from '#shared/contract/records.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { StoryEvent } from '#shared/contract/till/review-channels.ts';
import { staffIdSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import type { Person } from '../staff/staff-repository.ts';
import type { QueryContext } from '../till.ts';
import { readPaymentIds, readRowsNaming, readSaleRow, readStorySubject, readStoryTenders, type StoryRow, type StorySubject, type StoryTender } from './story-repository.ts';

/** `sale-unknown` also for a clerk who asks for somebody else's: who may not see it need not learn that it exists. */
export function readStory(ctx: QueryContext, request: { saleId: SaleId }): Result<StoryEvent[], ProblemOf<'sale-unknown'>> {
  const { db } = ctx;
  const subject = readStorySubject(db, request.saleId);
  if (subject === null || !maySee(ctx.person, subject)) return err({ code: 'sale-unknown' });
  const named = [request.saleId as string, ...readPaymentIds(db, request.saleId)].flatMap((id) => readRowsNaming(db, id));
  const saleRow = subject.seq === null ? null : readSaleRow(db, subject.seq);
  const rows = [...named, ...(saleRow === null ? [] : [saleRow])].toSorted((a, b) => a.seq - b.seq);
  const events = rows.flatMap((row) => {
    const event = eventOf(row, subject.acknowledged_through);
    return row.seq === subject.seq ? [event, ...readStoryTenders(db, request.saleId).map((tender) => tenderEvent(event, tender))] : [event];
  });
  return ok(withOutcome(events, subject));
}

/** Own: of the person's shift, rung up or begun by them. */
function maySee(person: Person | null, subject: StorySubject): boolean {
  if (person === null) return false;
  return person.role !== 'clerk' || subject.shift_owner === person.staffId || (subject.staff_id ?? subject.begun_by) === person.staffId;
}

// What is told elsewhere in the event, means nothing to people, or opens the carrier's invoice.
const HIDDEN = new Set(['saleId', 'staffId', 'askedBy', 'amount', 'total', 'method', 'invoiceToken', 'approverId', 'subscriberRef', 'shiftId', 'identityCheckId']);

function eventOf(row: StoryRow, acknowledgedThrough: number): StoryEvent {
  // Payloads are JSON objects: their schema wrote them.
  const payload = JSON.parse(row.payload) as Record<string, unknown>;
  const method = tenderMethodSchema.safeParse(payload['method']);
  const approver = staffIdSchema.safeParse(payload['approverId']);
  const amount = payload['total'] ?? payload['amount'];
  return {
    seq: row.seq, at: row.at, type: row.type, staffId: staffOf(payload), approverId: approver.success ? approver.data : row.approver_id,
    amountFen: typeof amount === 'number' ? fen(amount) : null, method: method.success ? method.data : null,
    detail: Object.fromEntries(Object.entries(payload).filter(([name]) => !HIDDEN.has(name)).flatMap(([name, value]) => (isPlain(value) ? [[name, value]] : []))),
    isAcknowledged: row.seq <= acknowledgedThrough,
  };
}

function staffOf(payload: Record<string, unknown>): StaffId | null {
  const found = staffIdSchema.safeParse(payload['staffId'] ?? payload['askedBy']);
  return found.success ? found.data : null;
}

const isPlain = (value: unknown): value is StoryEvent['detail'][string] => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function tenderEvent(sale: StoryEvent, tender: StoryTender): StoryEvent {
  const cash: { receivedFen?: Fen; changeFen?: Fen } = tender.method === 'cash' ? { receivedFen: fen(tender.received_fen), changeFen: fen(tender.change_fen) } : {};
  return {
    ...sale, type: 'sale.tender', approverId: null, amountFen: fen(tender.amount_fen), method: tender.method,
    detail: { paymentId: tender.payment_id, way: tender.way, reference: tender.reference, ...cash },
  };
}

/** The carrier's word has no row of its own; it stands where its time puts it, after the sale. */
function withOutcome(events: readonly StoryEvent[], subject: StorySubject): StoryEvent[] {
  if (subject.outcome_data === null) return [...events];
  const outcome = outcomeRecordSchema.parse(JSON.parse(subject.outcome_data));
  const { saleId: _saleId, status, decidedAt, ...detail } = outcome;
  const event: StoryEvent = {
    seq: null, at: decidedAt, type: `outcome.${status}`, staffId: null, approverId: null, amountFen: null, method: null, detail, isAcknowledged: true,
  };
  const later = events.findIndex(({ seq, at }) => seq !== null && seq > (subject.seq ?? 0) && at > decidedAt);
  return later === -1 ? [...events, event] : [...events.slice(0, later), event, ...events.slice(later)];
}
