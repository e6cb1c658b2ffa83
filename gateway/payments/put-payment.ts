// A charge: on record before the provider hears of it, sent once, whatever is repeated.
import { createHmac } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { isWayOf } from '#shared/domain/tender.ts';
import type { PutPaymentRequest } from '#shared/contract/gateway-api.ts';
import type { Acquirer } from '../acquirer/acquirer.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { chargeBalance } from './balance-payment.ts';
import { LEASE_MS, later, type PaymentPorts } from './payment-ports.ts';
import { findPayment, insertPayment, type NewPayment, type PaymentRow } from './payment-repository.ts';
import { heard, orderOf, recordAnswer } from './step-payment.ts';

export interface PutPayment {
  readonly row: PaymentRow;
  /** This request made the charge; a repeat only reads what became of it. */
  readonly isNew: boolean;
}
type Refusal = { readonly code: 'request-invalid'; readonly detail: string } | { readonly code: 'payment-mismatch' };

/** Charges, or answers how a charge of this id stands. A tombstone answers `reversed` to whatever is asked for. */
export async function putPayment(
  ports: PaymentPorts, terminal: TerminalRow, paymentId: string, request: PutPaymentRequest,
): Promise<Result<PutPayment, Refusal>> {
  const detail = faultOf(request);
  if (detail !== null) return err({ code: 'request-invalid', detail });
  const fresh = newPayment(ports, terminal, paymentId, request);
  const made = await charge(ports, fresh, request);
  if (made !== null) return ok({ row: made, isNew: true });
  const held = must(await findPayment(ports.db, paymentId), 'an id that cannot be inserted is there');
  const isSame = held.terminalId === terminal.terminalId && (held.fingerprint === null || held.fingerprint === fresh.fingerprint);
  return isSame ? ok({ row: { ...held, amountFen: held.amountFen ?? request.amount }, isNew: false }) : err({ code: 'payment-mismatch' });
}

function faultOf({ method, way, amount, authCode }: PutPaymentRequest): string | null {
  if (method === 'card') return 'A card is charged by the machine at the till.';
  if (!isWayOf(method, way)) return 'This method cannot be taken this way.';
  if (amount <= 0) return 'There is nothing to pay.';
  return (authCode !== undefined) === (way === 'payer-code') ? null : 'authCode belongs to payer-code, and only to it.';
}

/** Under a key, so that the customer's code cannot be found by trying: it has few digits. */
function fingerprintOf(codeSecret: string, request: PutPaymentRequest): string {
  const { saleId, subscriberRef, method, way, amount, authCode = null } = request;
  const text = JSON.stringify(['payment', saleId, subscriberRef, method, way, amount, authCode]);
  return createHmac('sha256', Buffer.from(codeSecret, 'base64')).update(text, 'utf8').digest('hex');
}

function newPayment(ports: PaymentPorts, terminal: TerminalRow, paymentId: string, request: PutPaymentRequest): NewPayment & { readonly fingerprint: string } {
  const { method, way } = request;
  if (method === 'card' || way === 'stand-alone' || way === 'connected') throw new Error('checked before');
  return {
    paymentId, terminalId: terminal.terminalId, storeId: terminal.storeId, saleId: request.saleId, subscriberRef: request.subscriberRef, method, way,
    amountFen: request.amount, fingerprint: fingerprintOf(ports.identity.codeSecret, request), state: 'sent', reference: null, failure: null,
    createdAt: ports.clock.now(), giveUpAt: null, nextAt: null, leaseUntil: null,
  };
}

/** Null when the id is taken: then nobody is charged. */
async function charge(ports: PaymentPorts, fresh: NewPayment, request: PutPaymentRequest): Promise<PaymentRow | null> {
  if (fresh.method === 'balance') return chargeBalance(ports, fresh);
  const acquirer = fresh.method === null ? null : ports.acquirerOf(fresh.method);
  if (acquirer === null) return insertPayment(ports.db, { ...fresh, state: 'failed', failure: 'method-unavailable' });
  const row = await insertPayment(ports.db, timed(fresh, acquirer));
  if (row === null) return null;
  const answer = await heard(ports, async () => acquirer.charge({
    ...orderOf(row), authCode: request.authCode ?? null, subject: '手机续费', storeId: row.storeId, terminalId: row.terminalId,
    expiresAt: must(row.giveUpAt, 'a wallet payment is waited for until some instant'),
  }));
  return recordAnswer(ports, acquirer, row, answer);
}

function timed(fresh: NewPayment, { timing }: Acquirer): NewPayment {
  const waitMs = fresh.way === 'store-code' ? timing.storeCodeGiveUpAfterMs : timing.giveUpAfterMs;
  return {
    ...fresh, giveUpAt: later(fresh.createdAt, waitMs), nextAt: later(fresh.createdAt, timing.askAfterMs), leaseUntil: later(fresh.createdAt, LEASE_MS),
  };
}
