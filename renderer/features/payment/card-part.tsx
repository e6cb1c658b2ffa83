// A bank card: the amount in giant figures to be typed on the machine, or sent to it.
import { useEffect, useImperativeHandle, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '#shared/domain/fen.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { leftToPay } from '#renderer/flow/sale-money.ts';
import type { PaymentStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Keypad } from '#renderer/ui/keypad.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PartField } from './part-field.tsx';
import type { PartHandle } from './part-handle.ts';
import { StepButtons } from './step-buttons.tsx';
import { usePartAmount } from './use-part-entry.ts';

export interface CardPartProps {
  readonly step: PaymentStep;
  readonly handle: Ref<PartHandle>;
  readonly onTender: (method: TenderMethod) => void;
}

export function CardPart({ step, handle, onTender }: CardPartProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const leftFen = leftToPay(step.draft);
  const amount = usePartAmount(leftFen);
  const { focus, input } = amount;
  const isConnected = step.options?.methods.find(({ method }) => method === 'card')?.ways.includes('connected') === true;
  const amountFen = amount.entry.state === 'ready' ? amount.entry.amountFen : null;
  useImperativeHandle(handle, () => ({ focus }));
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [input]);
  const start = (): void => {
    if (amountFen !== null) void renewalFlow().startTender({ method: 'card', way: isConnected ? 'connected' : 'stand-alone', amountFen });
  };
  const figure = amountFen === null ? '—' : formatYuan(amountFen);
  return (
    <>
      <Card className="part-card">
        <div className="part-fields">
          <PartField input={input} text={amount.text} mostFen={leftFen} isHeld={step.isStarting} onType={amount.type} onFocus={() => undefined} onTender={onTender} />
          <div className="part-figure">
            <span className="field-label">{t('machine.type')}</span>
            {amountFen === null ? <span className="money" data-size="huge" data-tone="muted">—</span> : <MoneyText amountFen={amountFen} size="huge" testId="card-amount" />}
          </div>
        </div>
        <p className="part-hint">{t(isConnected ? 'machine.connectedHint' : 'machine.startHint')}</p>
      </Card>
      <Card className="keypad-card"><Keypad label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} hasDecimals isCompact onKey={amount.press} /></Card>
      <StepButtons
        step={step}
        primary={{ label: step.isStarting ? t('starting') : t(isConnected ? 'machine.connectedStart' : 'machine.start', { amount: figure }), isDisabled: amountFen === null, onPress: start }}
      />
    </>
  );
}
