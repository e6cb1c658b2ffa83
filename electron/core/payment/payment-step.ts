// One step with one open payment: send, ask or undo, and write down what was said. Nothing is locked while waiting.
import type { PaymentId } from '#shared/domain/ids.ts';
import { isOpen } from '#shared/domain/payment.ts';
import type { EntryStamp } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { Profile, Till } from '../till.ts';
import type { AskedPayment, PaymentVerdict } from './classify-payment-reply.ts';
import { providerOf, type PaymentProvider } from './payment-provider.ts';
import { changePayment, readPayment, type PaymentRow } from './payment-repository.ts';
import { noteNews, noteSent, noteUndo } from './record-payment.ts';

/** What is kept beside the row: only this process life knows that nothing was sent yet. */
export interface Unsent {
  readonly authCode: string | null;
}

export type StepEnd =
  /** Nothing more to be asked. */
  | { readonly kind: 'over' }
  /** Ask again after so long; null: as soon as the back-off lets. */
  | { readonly kind: 'open'; readonly askAfterMs: number | null; readonly wasSilent: boolean; readonly retryAfter: string | null };

type Question = AskedPayment['question'];

const over: StepEnd = { kind: 'over' };
const again = (askAfterMs: number | null): StepEnd => ({ kind: 'open', askAfterMs, wasSilent: false, retryAfter: null });
const later = (retryAfter: string | null): StepEnd => ({ kind: 'open', askAfterMs: null, wasSilent: true, retryAfter });

/** Whether anybody but a person can say more of it. */
export function canBeAsked(row: PaymentRow | null): row is PaymentRow {
  return row !== null && row.way !== 'stand-alone' && (isOpen(row.state) || (row.state === 'settled' && row.isForced));
}

/** `unsent` is there for a payment just started here. Without it one that was never sent is undone: it is never sent later. */
export async function takeStep(till: Till, paymentId: PaymentId, unsent: Unsent | null): Promise<StepEnd> {
  const profile = till.profile();
  const row = readPayment(till.store.read, paymentId);
  if (profile === null || !canBeAsked(row)) return over;
  const provider = providerOf(till, profile, row);
  if (provider === null) return later(null);
  if (row.state === 'created' && unsent !== null) return await sendOnce(till, profile, provider, row, unsent.authCode);
  if (row.state === 'created') return startUndo(till, profile, row);
  return row.state === 'reversing' ? await undo(till, profile, provider, row) : await ask(till, profile, provider, row);
}

async function sendOnce(till: Till, profile: Profile, provider: PaymentProvider, row: PaymentRow, authCode: string | null): Promise<StepEnd> {
  const { probe } = till.ports;
  probe.reach('payment.before-send');
  const sent = till.store.write((db) => {
    const now = readPayment(db, row.paymentId);
    return now?.state === 'created' && noteSent(db, till.ports.clock.now(), now).ok;
  });
  // A person was quicker and undid it: nothing was sent, and nothing will be.
  if (!sent) return again(0);
  till.announce('payment', 'sale');
  const verdict = await provider.send(row, authCode);
  probe.reach('payment.after-send');
  return noteVerdict(till, profile, row.paymentId, 'charge', verdict);
}

async function ask(till: Till, profile: Profile, provider: PaymentProvider, row: PaymentRow): Promise<StepEnd> {
  till.ports.probe.reach('payment.before-ask');
  const verdict = await provider.ask(row);
  till.ports.probe.reach('payment.after-ask');
  return noteVerdict(till, profile, row.paymentId, 'ask', verdict);
}

async function undo(till: Till, profile: Profile, provider: PaymentProvider, row: PaymentRow): Promise<StepEnd> {
  till.ports.probe.reach('payment.before-undo');
  const verdict = await provider.undo(row);
  till.ports.probe.reach('payment.after-undo');
  return noteVerdict(till, profile, row.paymentId, 'undo', verdict);
}

function startUndo(till: Till, profile: Profile, row: PaymentRow): StepEnd {
  till.ports.probe.reach('payment.before-undo');
  const now = till.ports.clock.now();
  till.store.write((db) => noteUndo(db, stampAt(db, profile, now), row, { staffId: null, reason: 'restart' }));
  told(till);
  return again(0);
}

/** One short transaction. The row is read again: a person may have acted while the answer was on its way. */
function noteVerdict(till: Till, profile: Profile, paymentId: PaymentId, question: Question, verdict: PaymentVerdict): StepEnd {
  if (verdict.kind === 'silent') return later(verdict.retryAfter);
  const now = till.ports.clock.now();
  till.ports.probe.reach('payment.before-settle');
  const end = till.store.write((db): StepEnd => {
    const row = readPayment(db, paymentId);
    if (!canBeAsked(row)) return over;
    // Whatever was asked before the undo says nothing about its end.
    if (row.state === 'reversing' && question !== 'undo') return again(0);
    const stamp = stampAt(db, profile, now);
    return verdict.kind === 'news' ? noteWord(db, stamp, row, verdict) : noteProvidersUndo(db, stamp, row, verdict.askAfterMs);
  });
  till.ports.probe.reach('payment.after-settle');
  told(till);
  return end;
}

function noteProvidersUndo(db: WriteDb, stamp: EntryStamp, row: PaymentRow, askAfterMs: number | null): StepEnd {
  return noteUndo(db, stamp, row, { staffId: null, reason: 'time-out' }).ok ? again(askAfterMs) : over;
}

function noteWord(db: WriteDb, stamp: EntryStamp, row: PaymentRow, { news, askAfterMs }: Extract<PaymentVerdict, { kind: 'news' }>): StepEnd {
  const noted = noteNews(db, stamp, row, news);
  // Called paid by a person, and the provider says otherwise: it stays where people look.
  if (!noted.ok && row.isForced) changePayment(db, row, { failure: news.reason ?? 'abandoned' });
  if (!noted.ok || !canBeAsked(noted.value)) return over;
  if (news.word !== 'not-found' || !isOpen(noted.value.state)) return again(askAfterMs);
  // Nobody has heard of it, but it may still be on its way: the undo leaves a mark there that stops it.
  noteUndo(db, stamp, noted.value, { staffId: null, reason: 'time-out' });
  return again(0);
}

function told(till: Till): void {
  till.announce('payment', 'sale');
  till.wakeSync();
}
