// The middle column of the fourth step: cash in, change out.
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan, type Fen } from '#shared/domain/fen.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Keypad, type SideKey } from '#renderer/ui/keypad.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { readCash, typedCash, type CashEntry } from './cash-entry.ts';
import { TenderChoice } from './tender-choice.tsx';

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
      set(formatYuan(amountFen).replaceAll(',', ''), true);
      input.current?.focus();
    },
  };
}

/** Change in large figures, or what is missing; the room is there from the beginning. */
function ChangeText({ entry }: { readonly entry: CashEntry }): ReactNode {
  const { t } = useTranslation('payment');
  const label = t(entry.state === 'short' ? 'missing' : 'change');
  return (
    <div className="cash-figure">
      <span className="field-label">{label}</span>
      <output data-testid="change-due" data-state={entry.state} aria-label={label}>
        {entry.state === 'ready' ? <MoneyText amountFen={entry.changeFen} size="huge" tone="ok" /> : null}
        {entry.state === 'short' ? <MoneyText amountFen={entry.missingFen} size="huge" tone="waiting" /> : null}
        {entry.state === 'entering' || entry.state === 'unreadable' ? <span className="money" data-size="huge" data-tone="muted">—</span> : null}
      </output>
    </div>
  );
}

function hintOf(entry: CashEntry): 'unreadableHint' | 'bigChange' | null {
  if (entry.state === 'unreadable') return 'unreadableHint';
  return entry.state === 'ready' && entry.changeFen >= BIG_CHANGE_FEN ? 'bigChange' : null;
}

function CashCard({ input, keys, text, entry, isHeld }: { readonly input: RefObject<HTMLInputElement | null>; readonly keys: CashKeys; readonly text: string; readonly entry: CashEntry; readonly isHeld: boolean }): ReactNode {
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

function PayButtons({ step, entry }: { readonly step: PaymentStep | SubmittingStep; readonly entry: CashEntry }): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const { pay, back } = renewalFlow();
  const isSubmitting = step.name === 'submitting';
  const label = payLabel(entry);
  return (
    <ActionArea>
      <PrimaryButton testId="pay" isDisabled={isSubmitting || entry.state !== 'ready'} onPress={() => void pay()}>
        {isSubmitting ? t('submitting') : t(label.key, { amount: label.amount })}
      </PrimaryButton>
      <PushButton isWide shortcut="Escape" isDisabled={isSubmitting} onPress={back}>{frame.t('flow.back')}</PushButton>
    </ActionArea>
  );
}

type PaymentState = 'entering' | 'short' | 'ready' | 'submitting' | 'refused';

function stateOf(step: PaymentStep | SubmittingStep, entry: CashEntry): PaymentState {
  if (step.name === 'submitting') return 'submitting';
  if (step.problem !== null) return 'refused';
  return entry.state === 'unreadable' ? 'entering' : entry.state;
}

/** F5 exact, F6 and F7 likely notes, Enter takes the payment. Nothing can be changed once it is being saved. */
export function PaymentPanel({ step }: { readonly step: PaymentStep | SubmittingStep }): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const isHeld = step.name === 'submitting';
  const { totalFen } = step.draft.quote;
  const text = step.entries.receivedText;
  const input = useRef<HTMLInputElement>(null);
  const keys = useCashKeys(input, text, isHeld);
  const entry = readCash(text, totalFen);
  const isReachable = useTillQuery('sync.read', {}).value?.isReachable ?? true;
  const quick = step.draft.quickAmountsFen.filter((amountFen) => amountFen > totalFen).slice(0, 2);
  const sideKeys: readonly SideKey[] = [
    { label: t('exact'), shortcut: 'F5', onPress: () => keys.put(totalFen), isDisabled: isHeld, testId: 'cash-exact' },
    ...quick.map((amountFen, index) => ({
      label: formatYuan(amountFen).replace(/\.00$/, ''), shortcut: `F${index + 6}`, onPress: () => keys.put(amountFen), isDisabled: isHeld, testId: `cash-quick-${index + 1}`,
    })),
  ];
  useShortcuts(Object.fromEntries(sideKeys.map((key) => [key.shortcut ?? '', key.onPress])), { isActive: !isHeld });
  useShortcuts({ F8: keys.focus });
  const state = stateOf(step, entry);
  const problem = step.name === 'payment' ? step.problem : null;
  return (
    <>
      <TenderChoice onCash={keys.focus} />
      <CashCard input={input} keys={keys} text={text} entry={entry} isHeld={isHeld} />
      <Card className="keypad-card"><Keypad label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} hasDecimals sideKeys={sideKeys} onKey={keys.press} /></Card>
      {problem === null ? null : <ProblemNotice problem={problem} testId="pay-problem" />}
      {problem !== null || isReachable ? null : <p className="warning-line">{t('offline')}</p>}
      <p className="visually-hidden" role="status" data-testid="payment-state" data-state={state}>{t(`state.${state}`)}</p>
      <PayButtons step={step} entry={entry} />
    </>
  );
}
