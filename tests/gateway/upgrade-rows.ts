// A gateway's database as each version that was shipped left it: at least one row in every table, in the words of that version's code.
import type { SqlValue } from '#gateway/store/gateway-db.ts';
import { trainingConfig, trainingPlans, trainingStore } from '#gateway/training/store-and-plans.ts';
import { canonicalJson } from '#shared/domain/canonical-json.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';

export interface OldTerminal {
  readonly publicKey: string;
  /** What the gateway took of its journal. */
  readonly journal: readonly JournalEntry[];
}

export type Row = Readonly<Record<string, SqlValue>>;

export const AT = '2026-02-01T02:00:00.000Z';
export const saleId = '01a00000-0000-7000-8000-000000000001';
export const paymentId = '01a00000-0000-7000-8000-000000000002';
const refundId = '01a00000-0000-7000-8000-000000000003';

export const subscriber = {
  ref: 'sub-000001', msisdnDigest: 'a'.repeat(64), iccidDigest: 'b'.repeat(64), document: null, msisdnMasked: '165****0001', nameMasked: '张*', iccidLast4: '0011',
  cardKind: 'esim', stage: 'ACTIVE', planId: 'plus-60', serviceEndOn: '2026-04-09', anchorDay: 9, balanceFen: 1250, dataMb: { total: 30_720, left: 3072 },
  voiceMinutes: { total: 300, left: 30 }, autoRenewal: 'off', recentRenewals: [], asOf: AT,
};

const outcome = { saleId, status: 'applied', confirmedExpiry: '2026-04-08', serviceEndOn: '2026-04-09', anchorDay: 9, decidedAt: AT };

const scopes: readonly (readonly [scope: string, kind: string, id: string, data: object | null])[] = [
  ['store:SZ-001', 'store', 'SZ-001', trainingStore],
  ['store:SZ-001', 'config', 'SZ-001', trainingConfig],
  ...trainingPlans.map((plan) => ['global', 'plan', plan.planId, plan] as const),
  ['global', 'subscriber', subscriber.ref, subscriber],
  ['global', 'subscriber', 'sub-000002', null],
  ['terminal:T-0001', 'outcome', saleId, outcome],
];

/** Of the version's tables. Later columns are left to the later version's own rows. */
export function rowsOf(version: number, terminal: OldTerminal): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, readonly Row[]>(Object.entries(firstVersion(terminal)));
  if (version >= 2) for (const [table, more] of Object.entries(moneyRows)) rows.set(table, more);
  if (version >= 2) rows.set('sales', [{ ...saleRow, applied_order: 1, period: JSON.stringify({ before: '2026-03-09' }), is_moved_back: false }]);
  // It was only to be filled in version 2.
  if (version === 2) rows.set('training_orders', [{ ...trainingOrder, is_store_code: false }]);
  if (version >= 4) {
    rows.set('activation_tries', [{ store_id: 'SZ-001', tried_at: AT }]);
    rows.set('activation_codes', [{ store_id: 'SZ-001', code_hash: 'c'.repeat(64), used_by: 'T-0001', used_at: AT, made_at: AT, expires_at: '2026-03-01T02:00:00.000Z' }]);
  }
  return rows;
}

const saleRow = { sale_id: saleId, terminal_id: 'T-0001', seq: 2, status: 'applied', subscriber_ref: subscriber.ref, total_fen: 6000, business_date: '2026-02-01', outcome: JSON.stringify(outcome) };

function firstVersion({ publicKey, journal }: OldTerminal): Readonly<Record<string, readonly Row[]>> {
  const head = journal.at(-1);
  return {
    gateway_identity: [{ lock: 1, feed_id: 'enFyamFkSTRi', directory_key: Buffer.alloc(32, 1).toString('base64'), code_secret: Buffer.alloc(32, 2).toString('base64'), seeded_with: 'training' }],
    terminals: [{ terminal_id: 'T-0001', store_id: 'SZ-001', public_key: publicKey, status: 'active', enrolled_at: AT, head_seq: head?.seq ?? 0, head_hash: head?.hash ?? '0'.repeat(64) }],
    activation_codes: [{ store_id: 'SZ-001', code_hash: 'c'.repeat(64), used_by: 'T-0001', used_at: AT }],
    nonces: [{ terminal_id: 'T-0001', nonce: 'n'.repeat(22), created_seconds: 1_769_911_200 }],
    journal: journal.map((entry) => {
      const { hash, ...body } = entry;
      return { terminal_id: 'T-0001', seq: entry.seq, type: entry.type, body: canonicalJson(body), hash, received_at: AT };
    }),
    subscribers: [{ ref: subscriber.ref, msisdn_digest: subscriber.msisdnDigest, iccid_digest: subscriber.iccidDigest, document_digest: null, is_recycled: false, record: JSON.stringify(subscriber) }],
    plans: trainingPlans.map((plan) => ({ plan_id: plan.planId, version: plan.version, record: JSON.stringify(plan) })),
    sales: [saleRow],
    changes: scopes.map(([scope, kind, id, data], index) => ({ scope, kind, id, version: 1, seq: index + 1, data: data === null ? null : JSON.stringify(data) })),
  };
}

const trainingOrder = { order_number: paymentId, outcome: '00', amount_fen: 6000, state: 'settled', asked: 1, undone: 0, created_at: AT };

const moneyRows: Readonly<Record<string, readonly Row[]>> = {
  payments: [{
    payment_id: paymentId, terminal_id: 'T-0001', store_id: 'SZ-001', sale_id: saleId, subscriber_ref: subscriber.ref, method: 'alipay', way: 'payer-code', amount_fen: 6000,
    fingerprint: 'f'.repeat(64), state: 'settled', reference: 'TRAIN-1', failure: null, store_code: null, created_at: AT, give_up_at: AT, next_at: null, tries: 1,
    lease_until: null, lease_number: null, undo_reason: null, used_by_sale: saleId, late_word: null,
  }],
  store_lines: ['sale', 'tender'].map((kind, line) => ({
    terminal_id: 'T-0001', seq: 2, line, store_id: 'SZ-001', business_date: '2026-02-01', hour: 10, kind, sale_id: saleId, payment_id: kind === 'tender' ? paymentId : null,
    method: kind === 'tender' ? 'alipay' : null, plan_id: kind === 'sale' ? 'plus-60' : null, staff_id: 'c01', amount_fen: 6000,
  })),
  refunds: [{
    refund_id: refundId, terminal_id: 'T-0001', store_id: 'SZ-001', sale_id: saleId, amount_fen: 1000, fingerprint: 'e'.repeat(64), status: 'done', failure: null, reason: 'wrong-plan',
    validity: 'stays', expiry_after: null, is_in_journal: true, created_at: AT, next_at: null, tries: 1, lease_until: null, lease_number: null,
  }],
  refund_lines: [{ refund_id: refundId, line: 0, payment_id: paymentId, method: 'alipay', amount_fen: 1000, refund_number: `${refundId}-1`, state: 'done' }],
  attention: [{ terminal_id: 'T-0001', store_id: 'SZ-001', business_date: '2026-02-01', kind: 'payment-forced', subject: paymentId, sale_id: saleId, amount_fen: 6000, at: AT }],
  training_orders: [trainingOrder],
  training_refunds: [{ refund_number: `${refundId}-1`, order_number: paymentId, amount_fen: 1000, asked: 1 }],
};
