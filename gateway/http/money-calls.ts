// The calls about money: payments, refunds, the day of a store.
import { z } from 'zod';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import {
  paymentReplySchema, putPaymentRequestSchema, putRefundRequestSchema, refundPreviewReplySchema, refundReplySchema, reversalRequestSchema, storeDaySchema,
} from '#shared/contract/gateway-api.ts';
import { dateSchema, paymentIdSchema, refundIdSchema, saleIdSchema } from '#shared/contract/values.ts';
import { losesReply } from '../acquirer/training-outcomes.ts';
import { paymentReply } from '../payments/payment-reply.ts';
import { putPayment } from '../payments/put-payment.ts';
import { readPayment } from '../payments/read-payment.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import { putRefund } from '../refunds/put-refund.ts';
import { previewRefund, readRefund, refundReply } from '../refunds/read-refund.ts';
import { readStoreDay } from '../store-day/read-store-day.ts';
import { call, type Call } from './call.ts';
import { variedRetryAfter } from './classify-failure.ts';
import type { HttpProblem } from './problem.ts';

const nothing = z.undefined();

const put = call({
  method: 'PUT', path: '/v1/payments/{paymentId}', summary: 'Charge; the same id is the same payment', isSigned: true, status: 200,
  request: putPaymentRequestSchema, query: null, reply: paymentReplySchema, problems: ['request-invalid', 'payment-mismatch', 'overloaded'],
}, async ({ context, terminal, path, body }) => {
  const id = idOf(path, 'paymentId', paymentIdSchema);
  if (!id.ok) return id;
  const paid = await putPayment(context, must(terminal, 'the call is signed'), id.value, body);
  if (!paid.ok) return paid;
  const { row, isNew } = paid.value;
  // Nothing was sent, so the same sale may try again with another id; asking about this one answers `failed`.
  if (isNew && row.failure === 'provider-down') return err({ code: 'overloaded', retryAfterSeconds: variedRetryAfter(context.random) });
  const isLost = isNew && context.isTraining && losesReply(body.authCode);
  return ok({ status: 200, body: paymentReply(row, context.clock.now()), ...(isLost && { isLost }) });
});

const get = call({
  method: 'GET', path: '/v1/payments/{paymentId}', summary: 'Ask what became of a charge', isSigned: true, status: 200,
  request: nothing, query: null, reply: paymentReplySchema, problems: ['request-invalid', 'payment-unknown'],
}, async ({ context, terminal, path }) => {
  const id = idOf(path, 'paymentId', paymentIdSchema);
  if (!id.ok) return id;
  const row = await readPayment(context, must(terminal, 'the call is signed'), id.value);
  return row.ok ? ok({ status: 200, body: paymentReply(row.value, context.clock.now()) }) : row;
});

const reverse = call({
  method: 'POST', path: '/v1/payments/{paymentId}/reversal', summary: 'Undo a charge, also one that never arrived', isSigned: true, status: 200,
  request: reversalRequestSchema, query: null, reply: paymentReplySchema, problems: ['request-invalid', 'payment-unknown'],
}, async ({ context, terminal, path, body }) => {
  const id = idOf(path, 'paymentId', paymentIdSchema);
  if (!id.ok) return id;
  const row = await reversePayment(context, must(terminal, 'the call is signed'), id.value, body.reason);
  return row.ok ? ok({ status: 200, body: paymentReply(row.value, context.clock.now()) }) : row;
});

const refundable = call({
  method: 'GET', path: '/v1/sales/{saleId}/refundable', summary: 'What a refund of a sale would do', isSigned: true, status: 200,
  request: nothing, query: z.strictObject({ amount: z.string().regex(/^\d{1,12}$/).optional() }), reply: refundPreviewReplySchema,
  problems: ['request-invalid', 'refund-sale-unknown', 'refund-not-possible'],
}, async ({ context, terminal, path, query }) => {
  const id = idOf(path, 'saleId', saleIdSchema);
  if (!id.ok) return id;
  const amount = query['amount'];
  const preview = await previewRefund(context, must(terminal, 'the call is signed'), id.value, amount === undefined ? null : Number(amount));
  return preview.ok ? ok({ status: 200, body: preview.value }) : preview;
});

const refund = call({
  method: 'PUT', path: '/v1/refunds/{refundId}', summary: 'Refund; the same id is the same refund', isSigned: true, status: 200,
  request: putRefundRequestSchema, query: null, reply: refundReplySchema,
  problems: ['request-invalid', 'refund-mismatch', 'refund-exceeds', 'refund-sale-unknown', 'refund-not-possible'],
}, async ({ context, terminal, path, body }) => {
  const id = idOf(path, 'refundId', refundIdSchema);
  if (!id.ok) return id;
  const row = await putRefund(context, must(terminal, 'the call is signed'), id.value, body);
  return row.ok ? ok({ status: 200, body: refundReply(row.value, context.clock.now()) }) : row;
});

const getRefund = call({
  method: 'GET', path: '/v1/refunds/{refundId}', summary: 'Ask what became of a refund', isSigned: true, status: 200,
  request: nothing, query: null, reply: refundReplySchema, problems: ['request-invalid', 'refund-unknown'],
}, async ({ context, terminal, path }) => {
  const id = idOf(path, 'refundId', refundIdSchema);
  if (!id.ok) return id;
  const row = await readRefund(context, must(terminal, 'the call is signed'), id.value);
  return row.ok ? ok({ status: 200, body: refundReply(row.value, context.clock.now()) }) : row;
});

const daily = call({
  method: 'GET', path: '/v1/stores/{id}/daily', summary: 'The day of a whole store', isSigned: true, status: 200,
  request: nothing, query: z.strictObject({ date: dateSchema }), reply: storeDaySchema, problems: ['request-invalid', 'not-found'],
}, async ({ context, terminal, path, query, now }) => {
  const { storeId } = must(terminal, 'the call is signed');
  // Whether another store exists is nobody's business here.
  if (path['id'] !== storeId) return err({ code: 'not-found' });
  return ok({ status: 200, body: await readStoreDay(context.db, storeId, query['date'] ?? '', now) });
});

/** An id in an address that is no id at all is a mistake of the sender. */
function idOf<T>(path: Readonly<Record<string, string>>, name: string, schema: z.ZodType<T>): Result<T, HttpProblem> {
  const parsed = schema.safeParse(path[name]);
  return parsed.success ? ok(parsed.data) : err({ code: 'request-invalid', detail: `${name} is not one.` });
}

export const moneyCalls: readonly Call[] = [put, get, reverse, refundable, refund, getRefund, daily];
