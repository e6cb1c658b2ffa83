// The middle column of the first step: asking for the customer, and what was found.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '#shared/domain/fen.ts';
import type { CustomerStep, LookUp } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { useSlow } from '#renderer/ui/use-slow.ts';
import { LastSaleHint } from './last-sale-hint.tsx';
import { useLookUpText } from './look-up-text-store.ts';
import { useSubmitLookUp } from './use-submit-look-up.ts';

const MAX_KEY_LENGTH = 22;

type Found = Extract<LookUp, { state: 'found' }>;
type PricesOf = (account: Found['account']) => ReactNode;

const focusSearch = (): void => document.querySelector<HTMLInputElement>('[data-testid="lookup-input"]')?.focus();

/** Types into the search box, for fingers. */
function SearchKeypad(): ReactNode {
  const { t } = useTranslation('frame');
  const { text, type } = useLookUpText();
  const press = (key: string): void => {
    type(typedByKeypad(text, key, MAX_KEY_LENGTH));
    focusSearch();
  };
  return <Card className="keypad-card"><Keypad label={t('flow.keypad')} backspaceLabel={t('flow.backspace')} onKey={press} /></Card>;
}

function AskForCustomer({ step }: { readonly step: CustomerStep }): ReactNode {
  const { t } = useTranslation('look-up');
  const send = useSubmitLookUp();
  useEffect(focusSearch, [step.lookUp]);
  return (
    <>
      {step.lookUp.state === 'refused' ? <ProblemNotice problem={step.lookUp.problem} testId="lookup-problem" /> : (
        <Card className="look-up-intro"><h2>{t('idle.title')}</h2><p>{t('idle.body')}</p></Card>
      )}
      <SearchKeypad />
      {step.lookUp.state === 'idle' ? <LastSaleHint /> : null}
      <ActionArea><PrimaryButton isDisabled={send === null} onPress={() => send?.()}>{t('submit')}</PrimaryButton></ActionArea>
    </>
  );
}

function Looking({ where }: { readonly where: 'directory' | 'carrier' }): ReactNode {
  const { t } = useTranslation('look-up');
  const isSlow = useSlow(true);
  return <Card className="look-up-wait"><p role="status" aria-busy="true">{isSlow || where === 'carrier' ? t(`looking.${where}`) : ' '}</p></Card>;
}

/** What is worth a second look before going on, in sentences. */
function useWarnings(account: Found['account']): readonly string[] {
  const { t } = useTranslation('look-up');
  const todayOn = useTillQuery('terminal.read', {}).value?.todayOn;
  const renewedToday = account.recentRenewals.find((renewal) => renewal.on === todayOn);
  return [
    account.hasLuhnMismatch ? t('found.luhn') : null,
    account.isStale ? t('found.stale') : null,
    renewedToday === undefined ? null : t('found.renewedToday', { amount: formatYuan(renewedToday.amountFen) }),
    account.waitingSales > 0 ? t('found.waitingSales', { count: account.waitingSales }) : null,
  ].filter((warning) => warning !== null);
}

function FreshnessLine({ lookUp }: { readonly lookUp: Found }): ReactNode {
  const { t } = useTranslation('look-up');
  const isFresh = lookUp.account.source === 'fresh';
  const text = lookUp.isRefreshing ? t('found.refreshing') : t(isFresh ? 'found.refreshed' : 'found.notRefreshed');
  const state = lookUp.isRefreshing ? 'asking' : isFresh ? 'fresh' : 'directory';
  return <p className="freshness-line" role="status" data-testid="lookup-freshness" data-state={state}>{text}</p>;
}

interface FoundCustomerProps {
  readonly step: CustomerStep;
  readonly lookUp: Found;
  readonly pricesOf: PricesOf;
}

function FoundCustomer({ step, lookUp, pricesOf }: FoundCustomerProps): ReactNode {
  const { t } = useTranslation('look-up');
  const frame = useTranslation('frame');
  const { begin, back } = renewalFlow();
  const { account } = lookUp;
  const warnings = useWarnings(account);
  // Prices give way where there is more to say about the card itself.
  const hasPrices = account.bar === null && step.problem === null && warnings.length <= 1;
  useEffect(focusSearch, []);
  return (
    <>
      {account.bar === null
        ? <Card className="look-up-result" testId="lookup-result"><h2><span aria-hidden="true" className="tick">✓</span>{t('found.title')}</h2><FreshnessLine lookUp={lookUp} /></Card>
        : <><ProblemNotice problem={{ code: account.bar }} testId="lookup-bar" /><FreshnessLine lookUp={lookUp} /></>}
      {warnings.map((warning) => <p key={warning} className="warning-line" role="alert">{warning}</p>)}
      {hasPrices ? pricesOf(account) : null}
      {step.problem === null ? null : <ProblemNotice problem={step.problem} />}
      <div className="sell-gap" />
      <SearchKeypad />
      <ActionArea>
        <PrimaryButton isDisabled={account.bar !== null || step.isBeginning} onPress={() => void begin()} testId="sale-begin">
          {account.bar === null ? t(step.isBeginning ? 'found.beginning' : 'found.next') : t('found.barred')}
        </PrimaryButton>
        <PushButton isWide shortcut="Escape" onPress={back}>{frame.t('flow.back')}</PushButton>
      </ActionArea>
    </>
  );
}

/** Draws what the first step is at. `pricesOf` draws what the card's present plan costs: plans are another feature's business. */
export function LookUpPanel({ step, pricesOf }: { readonly step: CustomerStep; readonly pricesOf: PricesOf }): ReactNode {
  const { lookUp } = step;
  switch (lookUp.state) {
    case 'idle': case 'refused': return <AskForCustomer step={step} />;
    case 'looking': return <Looking where={lookUp.where} />;
    case 'found': return <FoundCustomer key={lookUp.account.ref} step={step} lookUp={lookUp} pricesOf={pricesOf} />;
  }
}
