// The gateway's HTTP interface, version 1: requests, replies and problem codes. OpenAPI is generated from this file.
import { z } from 'zod';
import { journalEntrySchema } from './journal-entries.ts';
import {
  configRecordSchema, outcomeRecordSchema, planVersionSchema, staffRecordSchema, storeRecordSchema, subscriberRecordSchema,
} from './records.ts';
import { digestSchema, hashSchema, instantSchema, storeIdSchema, subscriberRefSchema, terminalIdSchema } from './values.ts';

export const MAX_ENTRIES_PER_POST = 1000;
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Why the gateway refused; the RFC 9457 `type` is `urn:heyon-pos:problem:` + code. */
export const gatewayProblemCodes = [
  'request-invalid', 'signature-invalid', 'replayed', 'terminal-unknown', 'terminal-revoked', 'activation-refused', 'journal-fork', 'journal-gap',
  'journal-broken', 'subscriber-unknown', 'payload-too-large', 'not-found', 'not-yet-available', 'overloaded', 'internal',
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
  serverTime: instantSchema,
});
export type EnrolReply = z.output<typeof enrolReplySchema>;

export const postJournalRequestSchema = z.strictObject({ entries: z.array(journalEntrySchema).min(1).max(MAX_ENTRIES_PER_POST) });
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
