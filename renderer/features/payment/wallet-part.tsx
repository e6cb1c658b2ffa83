// A wallet: the customer's code read by us (scanned anywhere in this step, or typed), or our code read by the customer.
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '#shared/domain/fen.ts';
import type { TenderMethod, WalletMethod } from '#shared/domain/tender.ts';
import { leftToPay } from '#renderer/flow/sale-money.ts';
import type { PaymentStep } from '#renderer/flow/renewal-flow.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Keypad } from '#renderer/ui/keypad.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { readAuthCode } from './amount-part.ts';
import { PartField } from './part-field.tsx';
import type { PartHandle } from './part-handle.ts';
import { StepButtons } from './step-buttons.tsx';
import { tenderOfKey } from './tender-keys.ts';
import type { Charge } from './use-payer-code.ts';
import { usePartAmount, type PartAmount } from './use-part-entry.ts';

type Way = 'payer-code' | 'store-code';
const wayKeys: Readonly<Record<Way, string>> = { 'payer-code': 'F6', 'store-code': 'F7' };

function WayChoice({ way, isHeld, onChoose }: { readonly way: Way; readonly isHeld: boolean; readonly onChoose: (way: Way) => void }): ReactNode {
  const { t } = useTranslation('payment');
  useShortcuts({ F6: () => onChoose('payer-code'), F7: () => onChoose('store-code') }, { isActive: !isHeld });
  return (
    <div className="way-choice" role="group" aria-label={t('tenders')}>
      {(['payer-code', 'store-code'] as const).map((one) => (
        <button key={one} type="button" data-enter="screen" aria-pressed={one === way} disabled={isHeld} data-testid={`way-${one}`} aria-keyshortcuts={wayKeys[one]} onClick={() => onChoose(one)}>
          {t(`way.${one}`)} <KeyHint name={wayKeys[one]} />
        </button>
      ))}
    </div>
  );
}

interface CodeEntry {
  readonly input: RefObject<HTMLInputElement | null>;
  /** How many characters stand in the field; the code itself is only in the field. */
  readonly length: number;
  readonly note: () => void;
  readonly press: (key: string) => void;
  /** The code as typed, or null; the field is empty afterwards. */
  readonly take: () => string | null;
}

function useCodeEntry(): CodeEntry {
  const input = useRef<HTMLInputElement>(null);
  const [length, setLength] = useState(0);
  const note = (): void => setLength(input.current?.value.length ?? 0);
  return {
    input, length, note,
    press: (key) => {
      const field = input.current;
      if (field === null) return;
      field.value = key === 'Backspace' ? field.value.slice(0, -1) : `${field.value}${key}`.slice(0, 40);
      note();
    },
    take: () => {
      const code = readAuthCode(input.current?.value ?? '');
      if (code !== null && input.current !== null) input.current.value = '';
      note();
      return code;
    },
  };
}

interface CodeFieldProps {
  readonly code: CodeEntry;
  readonly isHeld: boolean;
  readonly isRefused: boolean;
  readonly onFocus: () => void;
  readonly onTender: (method: TenderMethod) => void;
}

function CodeField({ code, isHeld, isRefused, onFocus, onTender }: CodeFieldProps): ReactNode {
  const { t } = useTranslation('payment');
  return (
    <Field label={t('authCode')} hint={t('authCodeHint')} problem={isRefused ? t('authCodeLength') : undefined}>
      {({ id, describedBy, isInvalid }) => (
        <input
          ref={code.input} id={id} aria-describedby={describedBy} aria-invalid={isInvalid} className="text-input" data-size="large" data-testid="auth-code" inputMode="numeric" autoComplete="off"
          spellCheck={false} maxLength={40} readOnly={isHeld} onInput={code.note} onFocus={onFocus}
          onKeyDown={(event) => {
            const method = tenderOfKey(event.nativeEvent);
            if (method === null) return;
            event.preventDefault();
            onTender(method);
          }}
        />
      )}
    </Field>
  );
}

export interface WalletPartProps {
  readonly step: PaymentStep;
  readonly wallet: WalletMethod;
  readonly handle: Ref<PartHandle>;
  readonly charge: Charge;
  readonly onTender: (method: TenderMethod) => void;
}

function useField(code: CodeEntry, amount: PartAmount, way: Way): { readonly press: (key: string) => void; readonly used: (name: 'code' | 'amount') => void } {
  const [field, setField] = useState<'code' | 'amount'>('code');
  return { used: setField, press: (key) => (field === 'code' && way === 'payer-code' ? (key === '.' ? undefined : code.press(key)) : amount.press(key)) };
}

/** Enter charges; F6 and F7 say who reads whose code. */
export function WalletPart({ step, wallet, handle, charge, onTender }: WalletPartProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const leftFen = leftToPay(step.draft);
  const [way, setWay] = useState<Way>('payer-code');
  const [isRefused, setIsRefused] = useState(false);
  const amount = usePartAmount(leftFen);
  const code = useCodeEntry();
  const field = useField(code, amount, way);
  const isHeld = step.isStarting;
  const focus = (): void => (way === 'payer-code' ? code.input.current?.focus() : amount.focus());
  useImperativeHandle(handle, () => ({ focus, amountFen: () => (amount.entry.state === 'ready' ? amount.entry.amountFen : null) }));
  useEffect(() => {
    if (way === 'payer-code') code.input.current?.focus();
    else amount.input.current?.focus();
  }, [way, wallet, code.input, amount.input]);
  const press = (): void => {
    if (amount.entry.state !== 'ready') return;
    const { amountFen } = amount.entry;
    if (way === 'store-code') return charge.byStoreCode(wallet, amountFen);
    const typed = code.take();
    setIsRefused(typed === null);
    if (typed !== null) charge.byPayerCode(typed, amountFen, wallet);
  };
  const figure = amount.entry.state === 'ready' ? formatYuan(amount.entry.amountFen) : '—';
  return (
    <>
      <Card className="part-card">
        <WayChoice way={way} isHeld={isHeld} onChoose={setWay} />
        <div className="part-fields">
          <PartField input={amount.input} text={amount.text} mostFen={leftFen} isHeld={isHeld} onType={amount.type} onFocus={() => field.used('amount')} onTender={onTender} />
          {way === 'payer-code' ? <CodeField code={code} isHeld={isHeld} isRefused={isRefused && code.length > 0} onFocus={() => field.used('code')} onTender={onTender} /> : null}
        </div>
      </Card>
      <Card className="keypad-card"><Keypad label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} hasDecimals isCompact onKey={field.press} /></Card>
      <StepButtons
        step={step} primary={{
          label: isHeld ? t('starting') : t(way === 'store-code' ? 'chargeStore' : 'charge', { amount: figure }), onPress: press,
          isDisabled: amount.entry.state !== 'ready' || (way === 'payer-code' && code.length < 10),
        }}
      />
    </>
  );
}
