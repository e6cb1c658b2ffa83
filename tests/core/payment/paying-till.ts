// A till whose payments go to a scripted wallet and everything else to the real gateway; and the steps of paying.
import { v7 } from 'uuid';
import type { CorePorts } from '#core/ports.ts';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import type { ElectronicMethod, TenderWay } from '#shared/domain/tender.ts';
import { openShift } from '#tests/support/builders.ts';
import { openTill, until, type OpenTill, type TestGateway, type TillSetup } from '#tests/support/open-till.ts';
import { realBut } from '#tests/support/scripted-gateway.ts';
import { createScriptedWallet, type ScriptedWallet } from './scripted-wallet.ts';

export interface PayingTill {
  till: OpenTill;
  readonly wallet: ScriptedWallet;
  restart(change?: Partial<TillSetup>): Promise<void>;
}

export type QuotedDraft = Draft & { readonly quote: NonNullable<Draft['quote']> };

/** Real gateway for everything but payments. */
export function payingPorts(wallet: ScriptedWallet): Pick<CorePorts, 'connectGateway'> {
  return { connectGateway: realBut(() => wallet.calls) };
}

/** Signed in, with an open shift. */
export async function openPayingTill(gateway: TestGateway, replace: Partial<CorePorts> = {}): Promise<PayingTill> {
  const wallet = createScriptedWallet(gateway.clock);
  const till = await openTill({ gateway, replace: { ...payingPorts(wallet), ...replace } });
  await till.signIn();
  await openShift(till);
  const paying: PayingTill = {
    till, wallet,
    restart: async (change = {}) => {
      paying.till = await paying.till.restart(change);
      await paying.till.signIn();
    },
  };
  return paying;
}

export interface ChargeWish {
  readonly paymentId?: string;
  readonly method?: ElectronicMethod;
  readonly way?: TenderWay;
  readonly amountFen?: number;
  readonly authCode?: string;
}

export function chargeOf(draft: QuotedDraft, wish: ChargeWish = {}): {
  saleId: string; paymentId: string; method: ElectronicMethod; way: TenderWay; amountFen: number; totalFen: number; authCode?: string;
} {
  const { paymentId = v7(), method = 'alipay', way = 'payer-code', amountFen = draft.quote.totalFen } = wish;
  return {
    saleId: draft.saleId, paymentId, method, way, amountFen, totalFen: draft.quote.totalFen, ...(way === 'payer-code' ? { authCode: wish.authCode ?? '280000000000000000' } : {}),
  };
}

/** Starts a payment and waits until it stands as told. */
export async function pay(till: OpenTill, draft: QuotedDraft, state: PaymentView['state'] = 'settled', wish: ChargeWish = {}): Promise<PaymentView> {
  const started = await till.must('payment.start', chargeOf(draft, wish));
  return becomes(till, started.paymentId, state);
}

export async function becomes(till: OpenTill, paymentId: string, state: PaymentView['state']): Promise<PaymentView> {
  let last: PaymentView | null = null;
  await until(async () => {
    last = await till.must('payment.read', { paymentId });
    return last.state === state;
  }, 5000).catch(() => {
    throw new Error(`waited for ${state}, but it stands at ${JSON.stringify(last)}`);
  });
  return till.must('payment.read', { paymentId });
}

/** Lets time pass in small steps, with a turn for whatever falls due. */
export async function letPass(gateway: TestGateway, ms: number, stepMs = 1000): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    gateway.clock.advance(Math.min(stepMs, ms - passed));
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  }
}

/** A manager's word, as the approval channels leave it. */
export function approve(till: OpenTill, act: { readonly operation: string; readonly amountFen: number; readonly subject: string }): string {
  const approvalId = v7();
  till.tamper(`INSERT INTO approval (approval_id, operation, amount_fen, subject, approver_id, asked_by, way, granted_at, expires_at)
    VALUES ('${approvalId}', '${act.operation}', ${act.amountFen}, '${act.subject}', 'm01', 'c01', 'pin', '2026-11-24T00:00:00.000Z', '2099-01-01T00:00:00.000Z')`);
  return approvalId;
}
