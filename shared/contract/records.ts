// What the carrier publishes to terminals: plans, staff, store, configuration, directory rows and outcomes.
// Members a terminal does not know are dropped, not refused: a newer gateway must not stop older terminals.
import { z } from 'zod';
import { roles } from '../domain/permissions.ts';
import type { PlanVersion } from '../domain/plan.ts';
import { stages, type SubscriberRecord } from '../domain/subscriber.ts';
import {
  dateSchema, digestSchema, documentTypeSchema, fenSchema, instantSchema, localeSchema, localisedTextSchema, monthsSchema,
  planIdSchema, saleIdSchema, shortTextSchema, staffIdSchema, storeIdSchema, subscriberRefSchema, timeZoneSchema,
} from './values.ts';

const count = z.int().min(0).max(1_000_000_000);
const allowanceSchema = z.object({ left: count, total: count });

export const planVersionSchema = z.object({
  planId: planIdSchema,
  version: z.int().min(1),
  kind: z.enum(['monthly', 'add-on']),
  name: localisedTextSchema,
  priceFen: fenSchema,
  dataMb: count,
  voiceMinutes: count,
  roamingMb: count,
  months: z.array(monthsSchema).max(12).readonly(),
  sellableFrom: dateSchema,
  sellableUntil: dateSchema.nullable(),
}) satisfies z.ZodType<PlanVersion>;

export const subscriberRecordSchema = z.object({
  ref: subscriberRefSchema,
  msisdnDigest: digestSchema,
  iccidDigest: digestSchema,
  document: z.object({
    type: documentTypeSchema, digest: digestSchema, expiresOn: z.union([dateSchema, z.literal('LONG_TERM')]),
  }).nullable(),
  msisdnMasked: shortTextSchema,
  nameMasked: shortTextSchema,
  iccidLast4: z.string().regex(/^[0-9A-F]{4}$/),
  cardKind: z.enum(['esim', 'sim']),
  stage: z.enum(stages),
  planId: planIdSchema.nullable(),
  serviceEndOn: dateSchema.nullable(),
  anchorDay: z.int().min(1).max(31),
  balanceFen: fenSchema,
  dataMb: allowanceSchema,
  voiceMinutes: allowanceSchema,
  autoRenewal: z.enum(['off', 'on', 'failing']),
  recentRenewals: z.array(z.object({ on: dateSchema, by: z.enum(['store', 'auto', 'online']), amountFen: fenSchema })).max(5),
  asOf: instantSchema,
}) satisfies z.ZodType<SubscriberRecord>;

/** `pinHash` is `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export const staffRecordSchema = z.object({
  staffId: staffIdSchema,
  name: shortTextSchema,
  role: z.enum(roles),
  pinHash: z.string().regex(/^scrypt\$\d{4,7}\$\d{1,2}\$\d{1,2}\$[\w-]{16,64}\$[\w-]{32,128}$/),
});
export type StaffRecord = z.infer<typeof staffRecordSchema>;

export const storeRecordSchema = z.object({
  storeId: storeIdSchema,
  name: localisedTextSchema,
  address: localisedTextSchema,
  timeZone: timeZoneSchema,
  hotline: shortTextSchema,
  isTraining: z.boolean(),
});
export type StoreRecord = z.infer<typeof storeRecordSchema>;

export const configRecordSchema = z.object({
  /** Seconds without a touch after which the terminal asks for the PIN. */
  idleLockSeconds: z.int().min(30).max(3600),
  identityPolicy: z.object({ mode: z.enum(['always', 'above-limit', 'never-for-payment']), limitFen: fenSchema }),
  stageDays: z.object({ graceDays: z.int().min(0).max(365), suspendedDays: z.int().min(0).max(365) }),
  /** A directory row that the carrier last vouched for, or left unchanged in a delivery, longer ago may not be sold to while offline. */
  offlineRowMaxAgeHours: z.int().min(1).max(24 * 60),
  /** Pause between two questions for changes while nothing else happens. */
  pollSeconds: z.int().min(1).max(3600),
  receiptLocale: localeSchema,
  /** The opaque invoice token of a sale is appended. */
  invoiceUrl: z.url().max(200),
});
export type ConfigRecord = z.infer<typeof configRecordSchema>;

export const rejectionReasons = [
  'payload-invalid', 'subscriber-unknown', 'plan-unknown', 'amount-mismatch', 'real-name-block', 'card-on-hold',
  'card-closed', 'card-recycled', 'card-unbound',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** The carrier's word on one sale. `confirmedExpiry` is the last day with service. */
export const outcomeRecordSchema = z.discriminatedUnion('status', [
  z.object({
    saleId: saleIdSchema, status: z.literal('applied'), confirmedExpiry: dateSchema, serviceEndOn: dateSchema,
    anchorDay: z.int().min(1).max(31), decidedAt: instantSchema,
  }),
  z.object({
    saleId: saleIdSchema, status: z.literal('rejected'), reason: z.enum(rejectionReasons), decidedAt: instantSchema,
  }),
]);
export type OutcomeRecord = z.infer<typeof outcomeRecordSchema>;
