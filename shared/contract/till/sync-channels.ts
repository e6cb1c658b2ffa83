// Channels that tell how far the carrier is, and the terminal's own settings.
import { z } from 'zod';
import { dateSchema, fenSchema, instantSchema, localeSchema, saleIdSchema } from '../values.ts';
import { rejectionReasons } from '../records.ts';
import type { ChannelMap } from './channel.ts';

/** unsound: the copy was made and does not verify. */
export const backupProblems = ['disk-full', 'not-writable', 'unsound', 'failed'] as const;
export type BackupProblem = (typeof backupProblems)[number];

export const syncViewSchema = z.strictObject({
  /** attention: something needs a person, whatever the network does. */
  state: z.enum(['online', 'offline', 'syncing', 'attention']),
  isReachable: z.boolean(),
  /** Journal entries the gateway has not acknowledged. */
  pendingCount: z.int(),
  /** Sales among them. */
  pendingSales: z.int(),
  oldestPendingAt: instantSchema.nullable(),
  lastContactAt: instantSchema.nullable(),
  nextTryAt: instantSchema.nullable(),
  /** Code of the last refusal, null after a success. */
  lastProblem: z.string().nullable(),
  rejectedCount: z.int(),
  /** The till's time minus the computer's, in seconds. */
  clockSkewSeconds: z.int(),
  /** Why a person should look whether the till's date is right, while the carrier has not told it since the start; null: no reason. */
  clockDoubt: z.enum(['jumped', 'long-gap']).nullable(),
  /** Why the daily backup was not made; null while there is nothing to say. */
  backupProblem: z.enum(backupProblems).nullable(),
  /** The carrier's records are being delivered from the beginning; null: no such delivery is under way. `total` is what there was when it began. */
  delivery: z.strictObject({ received: z.int(), total: z.int() }).nullable(),
});
export type SyncView = z.output<typeof syncViewSchema>;

export const waitingItemSchema = z.strictObject({
  seq: z.int(), type: z.string(), at: instantSchema, saleId: saleIdSchema.nullable(), receiptNumber: z.string().nullable(), amountFen: fenSchema.nullable(),
});
export const rejectedItemSchema = z.strictObject({
  saleId: saleIdSchema, receiptNumber: z.string(), businessDate: dateSchema, msisdnMasked: z.string(), amountFen: fenSchema, reason: z.enum(rejectionReasons), decidedAt: instantSchema,
});

export const settingsSchema = z.strictObject({
  locale: localeSchema,
  /** Empty: no printer, receipts are saved as PDF. */
  printer: z.string().max(200),
  paperMm: z.union([z.literal(58), z.literal(80)]),
});
export type Settings = z.output<typeof settingsSchema>;

export const syncChannels = {
  'sync.read': { kind: 'query', access: 'public', host: 'core', request: z.strictObject({}), reply: syncViewSchema, problems: [] },
  'sync.waiting': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.strictObject({ waiting: z.array(waitingItemSchema).max(200), rejected: z.array(rejectedItemSchema).max(200) }), problems: [] },
  'sync.now': { kind: 'command', access: 'staff', host: 'core', request: z.strictObject({}), reply: syncViewSchema, problems: [] },
  'settings.read': { kind: 'query', access: 'public', host: 'core', request: z.strictObject({}), reply: settingsSchema, problems: [] },
  /** The language may be switched by anybody, also before sign-in; the rest asks for a person. */
  'settings.choose-locale': { kind: 'command', access: 'public', host: 'core', request: z.strictObject({ locale: localeSchema }), reply: settingsSchema, problems: [] },
  'settings.choose-printer': { kind: 'command', access: 'clerk', host: 'core', request: settingsSchema.omit({ locale: true }), reply: settingsSchema, problems: [] },
} as const satisfies ChannelMap;
