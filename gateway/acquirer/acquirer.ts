// The one port to whoever moves the customer's money: training, Alipay, WeChat Pay. Adapters translate, they decide nothing.
import type { PaymentFailure } from '#shared/contract/gateway-api.ts';
import type { WalletMethod } from '#shared/domain/tender.ts';

/** One order at the provider. `orderNumber` is ours, single-use, and the same in every question about it. */
export interface AcquirerOrder {
  /** 32 characters of 0-9 and a-f: the payment id without its hyphens. */
  readonly orderNumber: string;
  readonly method: WalletMethod;
  /** payer-code: we read the customer's code. store-code: the customer reads ours. Providers undo the two in different ways. */
  readonly way: 'payer-code' | 'store-code';
  readonly amountFen: number;
}

export interface Charge extends AcquirerOrder {
  /** The customer's payment code; of `payer-code` only. Sent once, never kept or logged. */
  readonly authCode: string | null;
  /** What the customer's wallet shows; no personal data. */
  readonly subject: string;
  readonly storeId: string;
  readonly terminalId: string;
  /** Instant after which the provider should not take it any more. */
  readonly expiresAt: string;
}

/**
 * What the provider said, in our words. confirming: the customer is asked by their wallet. unknown: anything that is not
 * clear, also no answer; never to be taken for a failure. not-found: the provider never had such an order.
 */
export type AcquirerAnswer =
  | { readonly word: 'settled'; readonly reference: string; readonly paidFen: number }
  | { readonly word: 'failed'; readonly failure: PaymentFailure }
  | { readonly word: 'confirming'; readonly storeCode?: string }
  | { readonly word: 'reversed' }
  | { readonly word: 'not-found' }
  | { readonly word: 'unknown'; readonly detail: string };

/** What came of a refund. accepted: the provider will do it; whether it is done must be asked. */
export type RefundAnswer =
  | { readonly word: 'accepted' | 'done' }
  | { readonly word: 'failed'; readonly detail: string }
  | { readonly word: 'not-found' }
  | { readonly word: 'unknown'; readonly detail: string };

export interface AcquirerRefund {
  /** Ours, single-use; a repeat with the same number and amount is the same refund. */
  readonly refundNumber: string;
  readonly amountFen: number;
  readonly reason: string;
}

/** The provider's own times (docs/payments.md names the sources). */
export interface AcquirerTiming {
  /** Pause before the first and between further questions. */
  readonly askAfterMs: number;
  /** How long a payer-code payment is waited for before the last question and the undo. */
  readonly giveUpAfterMs: number;
  /** The same for a store-code the customer has to scan first. */
  readonly storeCodeGiveUpAfterMs: number;
  /** An undo earlier than this after the charge is not taken. */
  readonly undoNotBeforeMs: number;
  readonly askRefundAfterMs: number;
}

export interface Acquirer {
  readonly name: string;
  readonly timing: AcquirerTiming;
  /** Sends the order once. Never throws for what a network or a provider can do. */
  charge(charge: Charge): Promise<AcquirerAnswer>;
  ask(order: AcquirerOrder): Promise<AcquirerAnswer>;
  /** Undoes whatever there is of the order. `settled`: it could not be undone, the money stands. `unknown`: ask and try again. */
  undo(order: AcquirerOrder): Promise<AcquirerAnswer>;
  refund(order: AcquirerOrder, refund: AcquirerRefund): Promise<RefundAnswer>;
  askRefund(order: AcquirerOrder, refund: AcquirerRefund): Promise<RefundAnswer>;
}

/** Who takes which wallet; null: this gateway does not offer it. */
export type AcquirerOf = (method: WalletMethod) => Acquirer | null;
