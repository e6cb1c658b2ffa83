// A payment code on its way from the scanner to the till: recognised, asked about where it is not, sent once, kept nowhere.
import { useEffect, useRef, useState, type RefObject } from 'react';
import { parseLookupKey } from '#shared/domain/lookup-key.ts';
import type { Fen } from '#shared/domain/fen.ts';
import { recogniseWallet, walletMethods, type TenderMethod, type WalletMethod } from '#shared/domain/tender.ts';
import { leftToPay, openPaymentOf } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useScan } from '#renderer/ui/use-scan.ts';
import { readAuthCode } from './amount-part.ts';
import type { PartHandle } from './part-handle.ts';

export interface Charge {
  readonly byPayerCode: (code: string, amountFen: Fen, expected: WalletMethod | null) => void;
  readonly byStoreCode: (wallet: WalletMethod, amountFen: Fen) => void;
}

/** A code nobody knows the wallet of, or of another wallet than the clerk chose. The code itself is not in here. */
export interface WalletQuestion {
  readonly recognised: WalletMethod | null;
  readonly expected: WalletMethod | null;
}

export interface PayerCode {
  readonly charge: Charge;
  readonly question: WalletQuestion | null;
  /** Null: the code is dropped. */
  readonly answer: (wallet: WalletMethod | null) => void;
  /** A code was shown while another payment is open; it was not used. */
  readonly isUnused: boolean;
}

const isWallet = (method: TenderMethod): method is WalletMethod => walletMethods.some((wallet) => wallet === method);

/** Payment codes have 16 digits and more; a phone or card number belongs to the look-up. */
function codeOfScan(text: string): string | null {
  const code = readAuthCode(text);
  return code === null || code.length < 16 || parseLookupKey(code).ok ? null : code;
}

interface Pending {
  readonly code: string;
  readonly amountFen: Fen;
}

function useCharge(step: PaymentStep | SubmittingStep): Omit<PayerCode, 'isUnused'> {
  // In neither state nor page while the clerk is asked, and gone with the answer.
  const pending = useRef<Pending | null>(null);
  const [question, setQuestion] = useState<WalletQuestion | null>(null);
  useEffect(() => () => { pending.current = null; }, []);
  const send = (wallet: WalletMethod, { code, amountFen }: Pending): void => {
    pending.current = null;
    setQuestion(null);
    void renewalFlow().startTender({ method: wallet, way: 'payer-code', amountFen, authCode: code });
  };
  const rules = step.options?.walletCodes ?? [];
  return {
    question,
    charge: {
      byPayerCode: (code, amountFen, expected) => {
        const recognised = recogniseWallet(code, rules);
        if (recognised !== null && (expected === null || expected === recognised)) return send(recognised, { code, amountFen });
        pending.current = { code, amountFen };
        setQuestion({ recognised, expected });
      },
      byStoreCode: (wallet, amountFen) => void renewalFlow().startTender({ method: wallet, way: 'store-code', amountFen }),
    },
    answer: (wallet) => {
      const waiting = pending.current;
      if (wallet !== null && waiting !== null) return send(wallet, waiting);
      pending.current = null;
      setQuestion(null);
    },
  };
}

/** Takes scans anywhere in the payment step. While a payment is open a code is taken off the screen and not used. */
export function usePayerCode(step: PaymentStep | SubmittingStep, chosen: TenderMethod, part: RefObject<PartHandle | null>): PayerCode {
  const { charge, question, answer } = useCharge(step);
  const [isUnused, setIsUnused] = useState(false);
  const isOpen = openPaymentOf(step.draft) !== null;
  useEffect(() => setIsUnused(false), [isOpen]);
  useScan((text) => {
    const code = codeOfScan(text);
    if (code === null) return null;
    if (step.name === 'submitting' || step.isStarting || question !== null) return () => undefined;
    if (isOpen || leftToPay(step.draft) === 0) return () => setIsUnused(true);
    const inField = isWallet(chosen) ? part.current?.amountFen?.() : undefined;
    const amountFen = inField === undefined ? leftToPay(step.draft) : inField;
    if (amountFen === null) return () => part.current?.focus();
    return () => charge.byPayerCode(code, amountFen, isWallet(chosen) ? chosen : null);
  });
  return { charge, question, answer, isUnused };
}
