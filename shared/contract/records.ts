// What the carrier publishes to terminals: plans, staff, store, configuration, directory rows and outcomes.
// Members a terminal does not know are dropped, not refused: a newer gateway must not stop older terminals.
import { z } from 'zod';
import type { Fen } from '../domain/fen.ts';
import { roles } from '../domain/permissions.ts';
import { approvedOperations, type ApprovalPolicy, type ApprovalRule } from '../domain/approval.ts';
import type { PlanVersion } from '../domain/plan.ts';
import { stages, type SubscriberRecord } from '../domain/subscriber.ts';
import { tenderMethods, walletMethods, type WalletCodeRule } from '../domain/tender.ts';
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

const walletCodeRuleSchema = z.object({
  method: z.enum(walletMethods), minLength: z.int().min(6).max(64), maxLength: z.int().min(6).max(64),
  prefixes: z.array(z.string().regex(/^\d{1,6}$/)).min(1).max(50),
}) satisfies z.ZodType<WalletCodeRule>;

const digitsBetween = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_none, index) => String(from + index));

/** Payment codes as their providers publish them (docs/payments.md names the sources); a store's configuration may extend them. */
const publishedWalletCodes: z.output<typeof walletCodeRuleSchema>[] = [
  { method: 'alipay', minLength: 16, maxLength: 24, prefixes: digitsBetween(25, 30) },
  { method: 'wechat', minLength: 18, maxLength: 18, prefixes: digitsBetween(10, 15) },
  { method: 'unionpay', minLength: 19, maxLength: 19, prefixes: ['62'] },
];

const paymentConfigSchema = z.object({
  /** What this store takes at all. */
  methods: z.array(z.enum(tenderMethods)).default([...tenderMethods]),
  cashRounding: z.enum(['none', 'half-up-10', 'down-10']).default('none'),
  walletCodes: z.array(walletCodeRuleSchema).max(50).default(publishedWalletCodes),
  /** connected: the terminal drives the machine. */
  cardMachine: z.enum(['stand-alone', 'connected']).default('stand-alone'),
  /** The ceiling of selling without the carrier; what passes it needs a manager, or waits. */
  offline: z.object({
    saleLimitFen: fenSchema, totalLimitFen: fenSchema, maxSales: z.int().min(0).max(100_000), maxHours: z.int().min(1).max(24 * 60),
    /** A cash refund on the terminal and the business date of its sale. */
    allowsCashRefund: z.boolean(),
  }).default({ saleLimitFen: 200_000 as Fen, totalLimitFen: 2_000_000 as Fen, maxSales: 200, maxHours: 72, allowsCashRefund: true }),
});

const approvalRuleSchema = z.object({ need: z.enum(['never', 'always', 'above']), aboveFen: fenSchema, exemptsManagers: z.boolean() }) satisfies z.ZodType<ApprovalRule>;
const always: ApprovalRule = { need: 'always', aboveFen: 0 as Fen, exemptsManagers: false };
const byClerks: ApprovalRule = { need: 'always', aboveFen: 0 as Fen, exemptsManagers: true };

/** Safe where nobody decided: money going out and everything unclear needs a second person. */
const defaultApprovals: ApprovalPolicy = {
  'sale.void': always, 'refund.start': always, 'cash.paid-in': { ...byClerks, need: 'never' }, 'cash.paid-out': always, 'cash.drop': byClerks,
  'drawer.open': byClerks, 'shift.close-difference': byClerks, 'shift.close-open-work': byClerks, 'payment.undo': byClerks,
  'payment.force': always, 'offline.exceed': byClerks, 'task.close': byClerks,
};
// One member per operation: a configuration may name only those it wants otherwise.
const approvalPolicySchema = z.object(
  Object.fromEntries(approvedOperations.map((operation) => [operation, approvalRuleSchema.default(defaultApprovals[operation])])),
) as unknown as z.ZodType<ApprovalPolicy, Partial<ApprovalPolicy>>;

const shiftConfigSchema = z.object({
  /** After so many hours a shift takes no more sales until it is counted. */
  maxHours: z.int().min(1).max(48).default(16),
  /** A difference of more needs a reason and a manager. */
  overShortLimitFen: fenSchema.default(1000 as Fen),
  /** personal: only who opened the shift takes money into it. */
  drawer: z.enum(['personal', 'shared']).default('personal'),
});

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
  payments: paymentConfigSchema.prefault({}),
  approvals: approvalPolicySchema.prefault({}),
  shift: shiftConfigSchema.prefault({}),
});
export type ConfigRecord = z.infer<typeof configRecordSchema>;

export const rejectionReasons = [
  'payload-invalid', 'subscriber-unknown', 'plan-unknown', 'amount-mismatch', 'real-name-block', 'card-on-hold',
  'card-closed', 'card-recycled', 'card-unbound', 'payment-missing',
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
  /** The terminal took the sale back before it left; nothing was applied. */
  z.object({ saleId: saleIdSchema, status: z.literal('voided'), decidedAt: instantSchema }),
]);
export type OutcomeRecord = z.infer<typeof outcomeRecordSchema>;
