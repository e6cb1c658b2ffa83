// The gateway's HTTP interface, version 1: requests, replies and problem codes. OpenAPI is generated from this file.
import { z } from 'zod';
import { undoReasons } from '../domain/payment.ts';
import { journalEntrySchema, moneyLines } from './journal-entries.ts';
import {
  configRecordSchema, outcomeRecordSchema, planVersionSchema, staffRecordSchema, storeRecordSchema, subscriberRecordSchema,
} from './records.ts';
import {
  dateSchema, digestSchema, electronicMethodSchema, fenSchema, hashSchema, instantSchema, paymentIdSchema, reasonSchema, refundIdSchema, saleIdSchema, shortTextSchema,
  signedFenSchema, staffIdSchema, storeIdSchema, subscriberRefSchema, tenderMethodSchema, tenderWaySchema, terminalIdSchema,
} from './values.ts';

export const MAX_ENTRIES_PER_POST = 1000;
/** What a line that fails is still trusted to bear; more again once it holds. */
export const MIN_ENTRIES_PER_POST = 20;
/** How many changes a terminal asks for at a time: fewer while the line is bad, more while it holds. */
export const MAX_CHANGES_ASKED = 1000;
export const MIN_CHANGES_ASKED = 50;
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Why the gateway refused; the RFC 9457 `type` is `urn:heyon-pos:problem:` + code. */
export const gatewayProblemCodes = [
  'request-invalid', 'signature-invalid', 'replayed', 'terminal-unknown', 'terminal-revoked', 'activation-refused', 'activation-used', 'activation-expired', 'activation-paused', 'journal-fork', 'journal-gap',
  'journal-broken', 'subscriber-unknown', 'payment-unknown', 'payment-mismatch', 'refund-unknown', 'refund-mismatch', 'refund-exceeds', 'refund-sale-unknown', 'refund-not-possible', 'payload-too-large', 'not-found', 'not-yet-available', 'overloaded', 'internal',
] as const;
export type GatewayProblemCode = (typeof gatewayProblemCodes)[number];
export const GATEWAY_PROBLEM_PREFIX = 'urn:heyon-pos:problem:';

export const gatewayProblemSchema = z.looseObject({
  type: z.string().max(200).default('about:blank'),
  title: z.string().max(400).optional(),
  status: z.int().optional(),
  detail: z.string().max(2000).optional(),
  /** journal-gap: the seq the gateway waits for. */
  expected: z.int().optional(),
  /** journal-fork, journal-broken: the row in question. */
  seq: z.int().optional(),
});

/** Ed25519 public key, SPKI in base64. */
const publicKeySchema = z.string().min(40).max(200).regex(/^[A-Za-z0-9+/]+=*$/);

export const enrolRequestSchema = z.strictObject({
  storeCode: storeIdSchema,
  activationCode: z.string().min(4).max(64),
  publicKey: publicKeySchema,
});
export const enrolReplySchema = z.object({
  terminalId: terminalIdSchema,
  store: storeRecordSchema,
  config: configRecordSchema,
  /** 32 bytes in base64: key of the HMAC under which directory rows are found. Kept sealed on the terminal. */
  directoryKey: z.string().min(40).max(64),
  /** 32 bytes in base64: under it the store's terminals make and check approvals read over the phone. Kept sealed. */
  approvalKey: z.string().min(40).max(64).optional(),
  serverTime: instantSchema,
});
export type EnrolReply = z.output<typeof enrolReplySchema>;

/** A new device key. The request is signed by the present key, `proof` by the new one. */
export const changeKeyRequestSchema = z.strictObject({
  publicKey: publicKeySchema,
  /** Ed25519 signature of `keyProofText` under the new key, base64. */
  proof: z.string().length(88).regex(/^[A-Za-z0-9+/]+==$/),
});
export type ChangeKeyRequest = z.output<typeof changeKeyRequestSchema>;
export const changeKeyReplySchema = z.object({ keySince: instantSchema, serverTime: instantSchema });
export type ChangeKeyReply = z.output<typeof changeKeyReplySchema>;

/** What a new key signs to show that its private half is at hand. */
export function keyProofText(terminalId: string, publicKey: string): string {
  return `heyon-key-1\n${terminalId}\n${publicKey}`;
}

export const storeTerminalsReplySchema = z.object({
  terminals: z.array(z.object({
    terminalId: terminalIdSchema,
    status: z.enum(['active', 'revoked']),
    enrolledAt: instantSchema,
    revokedAt: instantSchema.nullable(),
    /** Entries of its journal that arrived, and when the last did. */
    entryCount: z.int().min(0),
    lastReceivedAt: instantSchema.nullable(),
  })).max(500),
  serverTime: instantSchema,
});
export type StoreTerminalsReply = z.output<typeof storeTerminalsReplySchema>;

/** The manager whose PIN the asking terminal has checked. */
export const revocationRequestSchema = z.strictObject({ managerId: staffIdSchema });
export const revocationReplySchema = z.object({ terminalId: terminalIdSchema, revokedAt: instantSchema });
export type RevocationReply = z.output<typeof revocationReplySchema>;

export const postJournalRequestSchema = z.strictObject({
  entries: z.array(journalEntrySchema).min(1).max(MAX_ENTRIES_PER_POST),
  /** Sales among these entries that were taken back by a later entry: they are not applied, although that entry may come in a later batch. */
  voidedSaleIds: z.array(saleIdSchema).max(MAX_ENTRIES_PER_POST).optional(),
});
export const postJournalReplySchema = z.object({ acceptedThrough: z.int().min(0), head: hashSchema });

export const readJournalReplySchema = z.object({ entries: z.array(journalEntrySchema), acceptedThrough: z.int().min(0), head: hashSchema });

const change = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.object({ kind: z.literal(kind), id: z.string().min(1).max(128), version: z.int().min(1), data: data.nullable() });

/** `data: null` means: forget this id. A kind a terminal does not know is skipped. */
export const changeSchema = z.discriminatedUnion('kind', [
  change('plan', planVersionSchema),
  change('staff', staffRecordSchema),
  change('store', storeRecordSchema),
  change('config', configRecordSchema),
  change('subscriber', subscriberRecordSchema),
  change('outcome', outcomeRecordSchema),
]);
export type Change = z.output<typeof changeSchema>;
export const changesReplySchema = z.object({
  changes: z.array(z.looseObject({ kind: z.string() })).max(5000),
  cursor: z.string().min(1).max(200),
  more: z.boolean(),
  /**
   * There while the feed is read from its beginning, which the gateway also decides for a cursor it does not know. What a
   * terminal holds and was not given by the page with `more: false` is gone. Until then nothing is.
   */
  snapshot: z.object({
    /** The same on every page of one reading. */
    id: z.string().min(1).max(64),
    /** Records there were when it began, for showing progress; changes since then come on top. */
    total: z.int().min(0),
    /** With this page store, configuration, people and plans are complete: the terminal can sell. */
    hasEssentials: z.boolean(),
  }).optional(),
  serverTime: instantSchema,
});

/** Exactly one key. Digests are HMAC-SHA-256 under the directory key, first 16 bytes in hex. */
export const searchRequestSchema = z.union([
  z.strictObject({ ref: subscriberRefSchema }),
  z.strictObject({ msisdn: z.string().min(5).max(32) }),
  z.strictObject({ iccid: z.string().min(10).max(32) }),
  z.strictObject({ msisdnDigest: digestSchema }),
  z.strictObject({ iccidDigest: digestSchema }),
  z.strictObject({ documentDigest: digestSchema }),
]);
export const searchReplySchema = z.object({ subscriber: subscriberRecordSchema, serverTime: instantSchema });

/** What is digested: kind, a colon, the normalised value. */
export const digestInput = {
  msisdn: (value: string): string => `msisdn:${value}`,
  iccid: (value: string): string => `iccid:${value}`,
  document: (type: string, samePersonKey: string): string => `document:${type}:${samePersonKey}`,
} as const;

/** A payment code lives for a minute, is sent once and never kept. `authCode` is there for `payer-code` only. */
export const putPaymentRequestSchema = z.strictObject({
  saleId: saleIdSchema,
  subscriberRef: subscriberRefSchema,
  method: electronicMethodSchema,
  way: tenderWaySchema,
  amount: fenSchema,
  authCode: z.string().regex(/^[\w.-]{6,64}$/).optional(),
});
export type PutPaymentRequest = z.output<typeof putPaymentRequestSchema>;

/** What the gateway knows of a payment. `phase` says more about `pending`. */
export const paymentReplySchema = z.object({
  paymentId: paymentIdSchema,
  status: z.enum(['settled', 'pending', 'failed', 'reversed']),
  phase: z.enum(['confirming', 'unknown', 'reversing']).nullable(),
  amount: fenSchema,
  /** The provider's order number, for the slip and for finding the payment again. */
  reference: shortTextSchema.nullable(),
  /** Why it failed: one of `paymentFailures`, or a code of a newer gateway. */
  failure: z.string().max(64).nullable(),
  /** `store-code`: what to show as a QR code. */
  storeCode: z.string().max(512).nullable(),
  /** When the gateway gives up waiting and undoes it by itself. */
  giveUpAt: instantSchema.nullable(),
  /** Do not ask again before. */
  askAfterMs: z.int().min(0).max(600_000),
  serverTime: instantSchema,
});
export type PaymentReply = z.output<typeof paymentReplySchema>;

/** Why a payment failed, in our words; docs/payment-providers.md says which answer of which provider means which. */
export const paymentFailures = [
  'insufficient-funds', 'declined-by-risk', 'code-expired', 'code-invalid', 'code-used', 'customer-cancelled', 'limit-exceeded', 'account-blocked',
  'method-unavailable', 'order-closed', 'provider-refused', 'provider-down', 'abandoned',
] as const;
export type PaymentFailure = (typeof paymentFailures)[number];

export const reversalRequestSchema = z.strictObject({ reason: z.enum(undoReasons) });

export const putRefundRequestSchema = z.strictObject({
  saleId: saleIdSchema, amount: fenSchema, lines: moneyLines, reason: reasonSchema,
});
export type PutRefundRequest = z.output<typeof putRefundRequestSchema>;

/** accepted: the provider took the order and will do it; done: the money is on its way back, cash may be handed out. */
export const refundReplySchema = z.object({
  refundId: refundIdSchema,
  status: z.enum(['accepted', 'done', 'failed']),
  failure: z.string().max(64).nullable(),
  validity: z.enum(['moved-back', 'stays']),
  /** Last day with service after the refund; null where the card is not known. */
  expiryAfter: dateSchema.nullable(),
  askAfterMs: z.int().min(0).max(600_000),
  serverTime: instantSchema,
});
export type RefundReply = z.output<typeof refundReplySchema>;

/** What a refund would do, asked before money moves. */
export const refundPreviewReplySchema = z.object({
  saleId: saleIdSchema,
  paid: fenSchema,
  refunded: fenSchema,
  validity: z.enum(['moved-back', 'stays']),
  expiryAfter: dateSchema.nullable(),
  tenders: z.array(z.object({ paymentId: paymentIdSchema, method: tenderMethodSchema, amount: fenSchema, refunded: fenSchema })).max(20),
  serverTime: instantSchema,
});
export type RefundPreviewReply = z.output<typeof refundPreviewReplySchema>;

const dayShare = { count: z.int().min(0), amount: signedFenSchema };
export const storeDaySchema = z.object({
  storeId: storeIdSchema,
  date: dateSchema,
  totals: z.object({ saleCount: z.int(), sales: fenSchema, refundCount: z.int(), refunds: fenSchema, voidCount: z.int(), voids: fenSchema, rounding: signedFenSchema, net: signedFenSchema }),
  byMethod: z.array(z.object({ method: tenderMethodSchema, ...dayShare })).max(20),
  byPlan: z.array(z.object({ planId: z.string(), ...dayShare })).max(500),
  byStaff: z.array(z.object({ staffId: staffIdSchema, ...dayShare })).max(500),
  byHour: z.array(z.object({ hour: z.int().min(0).max(23), ...dayShare })).max(24),
  terminals: z.array(z.object({
    terminalId: terminalIdSchema, ...dayShare, overShort: signedFenSchema.nullable(), openShift: z.boolean(), rejectedCount: z.int(),
    /** When its last entry arrived; what it sold since is not in these figures. */
    lastReceivedAt: instantSchema.nullable(),
  })).max(500),
  /** What went against the rules and needs a person, e.g. more given back offline than was paid. */
  attention: z.array(z.object({
    kind: z.string().max(64), subject: z.string().max(64), saleId: z.string().max(64).nullable(), terminalId: terminalIdSchema, amount: fenSchema,
  })).max(200).optional(),
  serverTime: instantSchema,
});
export type StoreDay = z.output<typeof storeDaySchema>;
