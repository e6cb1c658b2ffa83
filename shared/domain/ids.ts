// Names for ids, so that the id of one thing cannot be handed over as the id of another.
import type { Brand } from './base/brand.ts';

export type SaleId = Brand<string, 'SaleId'>;
export type PaymentId = Brand<string, 'PaymentId'>;
export type ShiftId = Brand<string, 'ShiftId'>;
export type StaffId = Brand<string, 'StaffId'>;
export type TerminalId = Brand<string, 'TerminalId'>;
export type PlanId = Brand<string, 'PlanId'>;
export type StoreId = Brand<string, 'StoreId'>;
export type SubscriberRef = Brand<string, 'SubscriberRef'>;
export type IdentityCheckId = Brand<string, 'IdentityCheckId'>;
export type PrintJobId = Brand<string, 'PrintJobId'>;
export type RefundId = Brand<string, 'RefundId'>;
export type ApprovalId = Brand<string, 'ApprovalId'>;
/** Of one press at the drawer: cash moved, or the drawer opened for nothing. */
export type MoveId = Brand<string, 'MoveId'>;
