// A provider without money: outcomes by the payment code's last digits, kept in the database so that a restart changes nothing.
import { must } from '#shared/domain/base/invariant.ts';
import type { Clock } from '../ports.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import type { Acquirer, AcquirerAnswer, AcquirerOrder, AcquirerRefund, AcquirerTiming, Charge, RefundAnswer } from './acquirer.ts';
import { outcomeName, outcomeNamed, type TrainingOutcome } from './training-outcomes.ts';

const defaultTiming: AcquirerTiming = {
  askAfterMs: 2000, giveUpAfterMs: 45_000, storeCodeGiveUpAfterMs: 90_000, undoNotBeforeMs: 0, askRefundAfterMs: 3000,
};

interface Order {
  readonly outcome: string;
  readonly amountFen: number;
  readonly state: 'open' | 'settled' | 'failed' | 'reversed' | 'unseen';
  readonly asked: number;
  readonly undone: number;
  readonly createdAt: string;
}

/** One provider for every wallet. */
export function createTrainingAcquirer(options: {
  readonly db: GatewayDb;
  readonly clock: Clock;
  readonly timing?: Partial<AcquirerTiming>;
}): Acquirer {
  const { db, clock } = options;
  return {
    name: 'training',
    timing: { ...defaultTiming, ...options.timing },
    charge: async (charge) => takeOrder(db, charge, clock.now()),
    ask: async (order) => db.transaction(async (tx) => answerQuestion(tx, order, clock.now())),
    undo: async (order) => db.transaction(async (tx) => undoOrder(tx, order)),
    refund: async (order, refund) => db.transaction(async (tx) => takeRefund(tx, order, refund)),
    askRefund: async (order, refund) => db.transaction(async (tx) => answerRefund(tx, order, refund)),
  };
}

async function takeOrder(db: SqlRunner, charge: Charge, now: string): Promise<AcquirerAnswer> {
  const name = outcomeName(charge.way === 'store-code' ? null : charge.authCode);
  const { charge: word } = outcomeNamed(name);
  // As with real providers an order number is used once: a second charge of one number would answer by the first.
  const rows = await db.query(
    `INSERT INTO training_orders (order_number, outcome, amount_fen, state, created_at)
      VALUES ($1, $2, $3::bigint, $4, $5) ON CONFLICT DO NOTHING RETURNING order_number`,
    [charge.orderNumber, name, charge.amountFen, firstState(word), now],
  );
  if (rows.length === 0) return { word: 'unknown', detail: 'order-number-used' };
  if (word === 'settled') return settled(charge);
  if (word === 'confirming') {
    const storeCode = `https://pay.example/${charge.method}/${charge.orderNumber}`;
    return { word: 'confirming', ...(charge.way === 'store-code' && { storeCode }) };
  }
  if (word === 'unseen' || word === 'no-answer') return { word: 'unknown', detail: 'no-answer' };
  return { word: 'failed', failure: word };
}

function firstState(word: TrainingOutcome['charge']): Order['state'] {
  if (word === 'settled' || word === 'unseen') return word;
  return word === 'confirming' || word === 'no-answer' ? 'open' : 'failed';
}

async function lockOrder(tx: SqlRunner, orderNumber: string): Promise<Order | null> {
  const [row] = await tx.query<Omit<Order, 'amountFen'> & { amountFen: string }>(
    `SELECT outcome, amount_fen::text AS "amountFen", state, asked, undone, created_at AS "createdAt"
      FROM training_orders WHERE order_number = $1 FOR UPDATE`, [orderNumber],
  );
  return row === undefined ? null : { ...row, amountFen: Number(row.amountFen) };
}

async function answerQuestion(tx: SqlRunner, order: AcquirerOrder, now: string): Promise<AcquirerAnswer> {
  const held = await lockOrder(tx, order.orderNumber);
  if (held === null || held.state === 'unseen') return { word: 'not-found' };
  if (held.state !== 'open') return wordOf(held, order);
  const { settlesAfterMs, settlesWhenAsked } = outcomeNamed(held.outcome);
  const asked = held.asked + 1;
  const isPaid = (settlesWhenAsked !== undefined && asked >= settlesWhenAsked)
    || (settlesAfterMs !== undefined && Date.parse(now) - Date.parse(held.createdAt) >= settlesAfterMs);
  await tx.query('UPDATE training_orders SET asked = $2, state = $3 WHERE order_number = $1', [order.orderNumber, asked, isPaid ? 'settled' : 'open']);
  return isPaid ? settled(order) : { word: 'confirming' };
}

async function undoOrder(tx: SqlRunner, order: AcquirerOrder): Promise<AcquirerAnswer> {
  const held = await lockOrder(tx, order.orderNumber);
  if (held === null || held.state === 'failed') return { word: 'reversed' };
  const { unclearUndos = 0, undoFails = false } = outcomeNamed(held.outcome);
  const isUnclear = held.undone < unclearUndos;
  const state = isUnclear ? held.state : (undoFails ? 'settled' : 'reversed');
  await tx.query('UPDATE training_orders SET undone = undone + 1, state = $2 WHERE order_number = $1', [order.orderNumber, state]);
  if (isUnclear) return { word: 'unknown', detail: 'try-again' };
  return undoFails ? settled(order) : { word: 'reversed' };
}

function wordOf(held: Order, order: AcquirerOrder): AcquirerAnswer {
  if (held.state === 'settled') return settled(order);
  if (held.state === 'reversed') return { word: 'reversed' };
  const { charge } = outcomeNamed(held.outcome);
  return { word: 'failed', failure: charge === 'settled' || charge === 'confirming' || charge === 'no-answer' || charge === 'unseen' ? 'provider-refused' : charge };
}

function settled(order: AcquirerOrder): AcquirerAnswer {
  return { word: 'settled', reference: `TRAIN${order.orderNumber.slice(-16).toUpperCase()}`, paidFen: order.amountFen };
}

/** A provider keeps to the sum of the order, whatever the gateway believes. */
async function takeRefund(tx: SqlRunner, order: AcquirerOrder, refund: AcquirerRefund): Promise<RefundAnswer> {
  const held = await lockOrder(tx, order.orderNumber);
  if (held === null) return { word: 'not-found' };
  const { refund: manner } = outcomeNamed(held.outcome);
  if (held.state !== 'settled' || manner === 'refused') return { word: 'failed', detail: 'refused' };
  const [sum] = await tx.query<{ given: string }>(
    `SELECT coalesce(sum(amount_fen), 0)::text AS given FROM training_refunds WHERE order_number = $1 AND refund_number <> $2`,
    [order.orderNumber, refund.refundNumber],
  );
  if (Number(must(sum, 'an aggregate has a row').given) + refund.amountFen > held.amountFen) return { word: 'failed', detail: 'exceeds' };
  await tx.query(
    'INSERT INTO training_refunds (refund_number, order_number, amount_fen) VALUES ($1, $2, $3::bigint) ON CONFLICT DO NOTHING',
    [refund.refundNumber, order.orderNumber, refund.amountFen],
  );
  return { word: manner === 'later' ? 'accepted' : 'done' };
}

/** `later`: done when asked for the second time. */
async function answerRefund(tx: SqlRunner, order: AcquirerOrder, refund: AcquirerRefund): Promise<RefundAnswer> {
  const held = await lockOrder(tx, order.orderNumber);
  const [row] = await tx.query<{ asked: number }>(
    'UPDATE training_refunds SET asked = asked + 1 WHERE refund_number = $1 RETURNING asked', [refund.refundNumber],
  );
  if (held === null || row === undefined) return { word: 'not-found' };
  return { word: outcomeNamed(held.outcome).refund === 'later' && row.asked < 2 ? 'accepted' : 'done' };
}
