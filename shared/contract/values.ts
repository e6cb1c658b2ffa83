// Schemas of the values that every boundary shares. They hold no rule of their own beyond shape and size.
import { z } from 'zod';
import type { BusinessDate } from '../domain/business-date.ts';
import type { Fen } from '../domain/fen.ts';
import { documentTypes } from '../domain/identity/document-type.ts';
import type {
  ApprovalId, IdentityCheckId, MoveId, PaymentId, PlanId, PrintJobId, RefundId, SaleId, ShiftId, StaffId, StoreId, SubscriberRef, TerminalId,
} from '../domain/ids.ts';
import { approvedOperations } from '../domain/approval.ts';
import { denominationsFen } from '../domain/denominations.ts';
import { electronicMethods, tenderMethods, tenderWays } from '../domain/tender.ts';

// The casts below give zod's checked primitive the domain's brand; the check just before each is what makes it true.
const branded = <Out extends In, In>(schema: z.ZodType<In>): z.ZodType<Out, In> => schema as unknown as z.ZodType<Out, In>;

const MAX_FEN = 100_000_000_000;
export const fenSchema = branded<Fen, number>(z.int().min(0).max(MAX_FEN));
export const signedFenSchema = branded<Fen, number>(z.int().min(-MAX_FEN).max(MAX_FEN));

export const dateSchema = branded<BusinessDate, string>(z.iso.date());
export const instantSchema = z.iso.datetime({ precision: 3 });

/** A zone this machine can reckon in: any other would stop every command that needs the day. */
export const timeZoneSchema = z.string().min(1).max(64).refine(isTimeZone);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const id = z.string().min(1).max(64).regex(/^[A-Za-z0-9._-]+$/);
export const saleIdSchema = branded<SaleId, string>(z.uuidv7());
export const shiftIdSchema = branded<ShiftId, string>(id);
export const staffIdSchema = branded<StaffId, string>(id);
export const terminalIdSchema = branded<TerminalId, string>(id);
export const planIdSchema = branded<PlanId, string>(id);
export const storeIdSchema = branded<StoreId, string>(id);
export const subscriberRefSchema = branded<SubscriberRef, string>(id);
export const identityCheckIdSchema = branded<IdentityCheckId, string>(id);
export const printJobIdSchema = branded<PrintJobId, string>(id);
export const paymentIdSchema = branded<PaymentId, string>(z.uuidv7());
export const refundIdSchema = branded<RefundId, string>(z.uuidv7());
export const moveIdSchema = branded<MoveId, string>(z.uuidv7());
export const approvalIdSchema = branded<ApprovalId, string>(z.uuidv7());


export const localeSchema = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof localeSchema>;

export const documentTypeSchema = z.enum(documentTypes);
export const digestSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const shortTextSchema = z.string().max(200);
export const monthsSchema = z.int().min(1).max(36);
export const localisedTextSchema = z.strictObject({ 'zh-CN': shortTextSchema, en: shortTextSchema });

export const tenderMethodSchema = z.enum(tenderMethods);
export const electronicMethodSchema = z.enum(electronicMethods);
export const tenderWaySchema = z.enum(tenderWays);
export const cardLast4Schema = z.string().regex(/^\d{4}$/);
export const approvedOperationSchema = z.enum(approvedOperations);
/** Why something was done, as a code of the person's own list or in their words. */
export const reasonSchema = z.string().trim().min(1).max(120);

export const denominationCountSchema = z.strictObject({ valueFen: z.literal(denominationsFen), pieces: z.int().min(0).max(100_000) });
export const denominationCountsSchema = z.array(denominationCountSchema).max(denominationsFen.length);
