// Cash: what was handed over, the change, the likely notes. F5 exact, F6 and F7 likely notes, Enter takes the payment.
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { quickAmounts } from '#shared/domain/cash.ts';
import { formatYuan, type Fen } from '#shared/domain/fen.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { cashDue, leftToPay } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Keypad, type SideKey } from '#renderer/ui/keypad.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { amountText } from './amount-part.ts';
import { readCash, typedCash, type CashEntry } from './cash-entry.ts';
import type { PartHandle } from './part-handle.ts';
import { StepButtons } from './step-buttons.tsx';
import { tenderOfKey } from './tender-keys.ts';

const BIG_CHANGE_FEN = 10_000;
const MAX_LENGTH = 12;

interface CashKeys {
  readonly focus: () => void;
  readonly type: (text: string) => void;
  readonly press: (key: string) => void;
  readonly put: (amountFen: Fen) => void;
}

/** The ways an amount gets into the field. A quick amount is replaced by the next digit, as a selected text is. */
function useCashKeys(input: RefObject<HTMLInputElement | null>, text: string, isHeld: boolean): CashKeys {
  const [isReplacing, setIsReplacing] = useState(text !== '');
  const set = (next: string, replaces: boolean): void => {
    if (isHeld) return;
    setIsReplacing(replaces);
    renewalFlow().send({ type: 'type-received', text: next });
  };
  const focus = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [input]);
  useEffect(() => {
    if (isReplacing) input.current?.select();
  }, [input, isReplacing, text]);
  return {
    focus,
    type: (next) => set(next, false),
    press: (key) => set(typedCash(text, key, isReplacing), false),
    put: (amountFen) => {
      set(amountText(amountFen), true);
      input.current?.focus();
    },
  };
}

/** Change in large figures, or what is missing; the room is there from the beginning. */
function ChangeText({ entry }: { readonly entry: CashEntry }): ReactNode {
  const { t } = useTranslation('payment');
  const isShort = entry.state === 'short';
  const amount = entry.state === 'ready' ? entry.changeFen : (isShort ? entry.missingFen : null);
  return (
    <div className="cash-figure">
      <span className="field-label">{t(isShort ? 'missing' : 'change')}</span>
      <output data-testid="change-due" data-state={entry.state}>
        {amount === null ? <span className="money" data-size="huge" data-tone="muted">—</span> : <MoneyText amountFen={amount} size="huge" tone={isShort ? 'waiting' : 'ok'} />}
      </output>
    </div>
  );
}

function hintOf(entry: CashEntry): 'unreadableHint' | 'bigChange' | null {
  if (entry.state === 'unreadable') return 'unreadableHint';
  return entry.state === 'ready' && entry.changeFen > BIG_CHANGE_FEN ? 'bigChange' : null;
}

interface CashCardProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly keys: CashKeys;
  readonly text: string;
  readonly entry: CashEntry;
  readonly isHeld: boolean;
  readonly onTender: (method: TenderMethod) => void;
}

function CashCard({ input, keys, text, entry, isHeld, onTender }: CashCardProps): ReactNode {
  const { t } = useTranslation('payment');
  const hint = hintOf(entry);
  return (
    <Card className="cash-card">
      <div className="cash-figures">
        <label className="cash-figure">
          <span className="field-label">{t('received')}</span>
          <span className="cash-input">
            <span aria-hidden="true">￥</span>
            <input
              ref={input} data-testid="cash-received" value={text} placeholder="0.00" inputMode="decimal" autoComplete="off" maxLength={MAX_LENGTH} readOnly={isHeld}
              aria-invalid={entry.state === 'unreadable'} onChange={(event) => keys.type(event.target.value)}
              onKeyDown={(event) => {
                const method = tenderOfKey(event.nativeEvent);
                if (method === null) return;
                event.preventDefault();
                onTender(method);
              }}
            />
          </span>
        </label>
        <ChangeText entry={entry} />
      </div>
      <p className="cash-hint" role="status">{hint === null ? ' ' : t(hint)}</p>
    </Card>
  );
}

function payLabel(entry: CashEntry): { readonly key: 'pay' | 'enterReceived' | 'unreadable' | 'short'; readonly amount: string } {
  switch (entry.state) {
    case 'entering': return { key: 'enterReceived', amount: '' };
    case 'unreadable': return { key: 'unreadable', amount: '' };
    case 'short': return { key: 'short', amount: formatYuan(entry.missingFen) };
    case 'ready': return { key: 'pay', amount: '' };
  }
}

/** The keys prepared with the quote while everything is paid in cash; worked out anew for what other tenders left over. */
function quickOf({ draft }: PaymentStep | SubmittingStep, dueFen: Fen): readonly Fen[] {
  const offered = dueFen === draft.quote.totalFen ? draft.quickAmountsFen : quickAmounts(dueFen);
  return offered.filter((amountFen) => amountFen > dueFen).slice(0, 2);
}

export interface CashPartProps {
  readonly step: PaymentStep | SubmittingStep;
  readonly handle: Ref<PartHandle>;
  readonly onTender: (method: TenderMethod) => void;
}

/** Nothing can be changed once it is being saved. */
export function CashPart({ step, handle, onTender }: CashPartProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const isSubmitting = step.name === 'submitting';
  const isHeld = isSubmitting || step.isStarting;
  const isPaid = leftToPay(step.draft) === 0;
  const dueFen = cashDue(step.draft, step.options);
  const text = step.entries.receivedText;
  const input = useRef<HTMLInputElement>(null);
  const keys = useCashKeys(input, text, isHeld || isPaid);
  const entry = readCash(text, dueFen);
  useImperativeHandle(handle, () => ({ focus: keys.focus }));
  const sideKeys: readonly SideKey[] = [
    { label: t('exact'), shortcut: 'F5', onPress: () => keys.put(dueFen), isDisabled: isHeld, testId: 'cash-exact' },
    ...quickOf(step, dueFen).map((amountFen, index) => ({
      label: formatYuan(amountFen).replace(/\.00$/, ''), shortcut: `F${index + 6}`, onPress: () => keys.put(amountFen), isDisabled: isHeld, testId: `cash-quick-${index + 1}`,
    })),
  ];
  useShortcuts(Object.fromEntries(sideKeys.map((key) => [key.shortcut ?? '', key.onPress])), { isActive: !isHeld });
  const label = isPaid ? { key: 'complete' as const, amount: '' } : payLabel(entry);
  return (
    <>
      <CashCard input={input} keys={keys} text={text} entry={entry} isHeld={isHeld} onTender={onTender} />
      <Card className="keypad-card"><Keypad label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} hasDecimals sideKeys={sideKeys} onKey={keys.press} /></Card>
      <StepButtons
        step={step} primary={{
          label: isSubmitting ? t('submitting') : t(label.key, { amount: label.amount }), isDisabled: !isPaid && entry.state !== 'ready', onPress: () => void renewalFlow().pay(),
        }}
      />
    </>
  );
}
