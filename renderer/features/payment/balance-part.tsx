// The customer's own balance: taken only after the customer said yes, which is a step of its own and never the default.
import { useEffect, useImperativeHandle, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan, type Fen } from '#shared/domain/fen.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { leftToPay } from '#renderer/flow/sale-money.ts';
import type { PaymentStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { Card } from '#renderer/ui/card.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Keypad } from '#renderer/ui/keypad.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { PartField } from './part-field.tsx';
import type { PartHandle } from './part-handle.ts';
import { StepButtons } from './step-buttons.tsx';
import { usePartAmount } from './use-part-entry.ts';

const AGREE_KEY = 'F6';

export interface BalancePartProps {
  readonly step: PaymentStep;
  readonly handle: Ref<PartHandle>;
  readonly onTender: (method: TenderMethod) => void;
}

function mostOf(step: PaymentStep): Fen {
  const left = leftToPay(step.draft);
  const limit = step.options?.methods.find(({ method }) => method === 'balance')?.limitFen ?? left;
  return limit < left ? limit : left;
}

/** The yes holds for the amount it was given for: another amount asks again. */
export function BalancePart({ step, handle, onTender }: BalancePartProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const mostFen = mostOf(step);
  const amount = usePartAmount(mostFen);
  const { focus, input } = amount;
  const [agreedFen, setAgreedFen] = useState<Fen | null>(null);
  const amountFen = amount.entry.state === 'ready' ? amount.entry.amountFen : null;
  const isAgreed = amountFen !== null && agreedFen === amountFen;
  const figure = amountFen === null ? '—' : formatYuan(amountFen);
  const toggle = (): void => setAgreedFen(isAgreed ? null : amountFen);
  useShortcuts({ [AGREE_KEY]: toggle }, { isActive: !step.isStarting && amountFen !== null });
  useImperativeHandle(handle, () => ({ focus }));
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [input]);
  const start = (): void => {
    if (isAgreed) void renewalFlow().startTender({ method: 'balance', way: 'account', amountFen });
  };
  return (
    <>
      <Card className="part-card">
        <div className="part-fields">
          <PartField
            input={input} text={amount.text} mostFen={mostFen} isHeld={step.isStarting} onType={amount.type} onFocus={() => undefined} onTender={onTender}
            {...(mostFen < leftToPay(step.draft) ? { hint: t('balanceHint', { amount: formatYuan(mostFen) }) } : {})}
          />
          <button
            type="button" role="checkbox" aria-checked={isAgreed} className="agree" data-enter="screen" data-testid="balance-agreed" disabled={step.isStarting || amountFen === null}
            aria-keyshortcuts={AGREE_KEY} onClick={toggle}
          >
            <span className="agree-box" aria-hidden="true">{isAgreed ? '✓' : ''}</span><span>{t('balance.agreed', { amount: figure })}</span><KeyHint name={AGREE_KEY} />
          </button>
        </div>
        <p className="part-hint">{t('balance.agreeHint', { amount: figure })}</p>
      </Card>
      <Card className="keypad-card"><Keypad label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} hasDecimals isCompact onKey={amount.press} /></Card>
      <StepButtons
        step={step} primary={{ label: step.isStarting ? t('starting') : t(isAgreed ? 'balance.pay' : 'balance.agreeFirst', { amount: figure }), isDisabled: !isAgreed, onPress: start }}
      />
    </>
  );
}
