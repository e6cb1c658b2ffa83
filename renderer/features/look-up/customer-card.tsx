// The left column: who the customer is, as far as may be shown.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import { stageText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { Card } from '#renderer/ui/card.tsx';
import { dataAmountText } from '#renderer/ui/data-amount.ts';
import { Meter } from '#renderer/ui/meter.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { StateTag, type StateTone } from '#renderer/ui/state-tag.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';

const SHOWN_RENEWALS = 3;
const SOON_DAYS = 3;

function toneOf({ stage }: Account): StateTone {
  if (stage === 'ACTIVE') return 'ok';
  return stage === 'UNBOUND' ? 'neutral' : 'attention';
}

/** How long the card still works, or since when it does not. */
function useDaysText(): (daysLeft: number) => string {
  const { t } = useTranslation('look-up');
  return (daysLeft) => {
    if (daysLeft === 0) return t('card.endsToday');
    return daysLeft > 0 ? t('card.daysLeft', { count: daysLeft }) : t('card.expiredFor', { count: -daysLeft });
  };
}

function Facts({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('look-up');
  const locale = useLocale();
  const daysText = useDaysText();
  const { daysLeft } = account;
  const hasPassed = daysLeft !== null && daysLeft < 0;
  return (
    <dl className="fact-list">
      <div>
        <dt>{t('card.expiry')}</dt>
        <dd data-passed={hasPassed} data-soon={daysLeft !== null && daysLeft >= 0 && daysLeft <= SOON_DAYS}>
          <span data-testid="account-expiry">{account.expiryOn ?? t('card.noExpiry')}</span>
          {daysLeft === null ? null : <small data-testid="account-days">{daysText(daysLeft)}</small>}
        </dd>
      </div>
      <div><dt>{t('card.plan')}</dt><dd>{account.planName?.[locale] ?? t('card.noPlan')}</dd></div>
      <div><dt>{t('card.balance')}</dt><dd><MoneyText amountFen={account.balanceFen} testId="account-balance" /></dd></div>
      <div><dt>{t('card.autoRenewal')}</dt><dd data-state={account.autoRenewal}>{t(`card.autoRenewalState.${account.autoRenewal}`)}</dd></div>
    </dl>
  );
}

function Allowances({ account: { dataMb, voiceMinutes } }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('look-up');
  const minutes = (n: number): string => t('card.minutes', { n });
  return (
    <>
      <Meter label={t('card.data')} text={t('card.left', { left: dataAmountText(dataMb.left), total: dataAmountText(dataMb.total) })} {...dataMb} />
      <Meter label={t('card.voice')} text={t('card.left', { left: voiceMinutes.left, total: minutes(voiceMinutes.total) })} {...voiceMinutes} />
    </>
  );
}

function RecentRenewals({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('look-up');
  const rows = account.recentRenewals.slice(0, SHOWN_RENEWALS);
  return (
    <div className="recent-renewals">
      <h3>{t('card.recent')}</h3>
      {rows.length === 0 ? <p>{t('card.noRecent')}</p> : (
        <ul>
          {rows.map((row) => (
            <li key={`${row.on}-${row.by}-${row.amountFen}`}><span>{row.on}</span><span>{t(`card.by.${row.by}`)}</span><MoneyText amountFen={row.amountFen} /></li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Masked name and number, state, expiry, balance, allowances; and how old all this is. */
export function CustomerCard({ account }: { readonly account: Account | null }): ReactNode {
  const { t } = useTranslation('look-up');
  const locale = useLocale();
  const ageText = useAgeText();
  const nowMs = useTillClock();
  if (account === null) {
    return (
      <Card title={t('card.title')} className="customer-card">
        <div className="customer-empty"><p>{t('card.empty')}</p><p>{t('card.emptyHint')}</p></div>
      </Card>
    );
  }
  return (
    <Card
      title={t('card.title')} className="customer-card" testId="account-card"
      aside={<StateTag tone={toneOf(account)} testId="account-status">{stageText(account.stage, locale)}</StateTag>}
    >
      <p className="customer-number" data-testid="account-number">{account.msisdnMasked}</p>
      <p className="customer-name">{[account.nameMasked, t(`card.${account.cardKind}`), t('card.iccid', { last4: account.iccidLast4 })].filter((part) => part !== '').join(' · ')}</p>
      <Facts account={account} />
      <Allowances account={account} />
      <RecentRenewals account={account} />
      <p className="customer-age" data-testid="account-source" data-source={account.source} data-stale={account.isStale}>
        {t(account.source === 'fresh' ? 'card.fresh' : 'card.directory', { age: ageText(Date.parse(account.asOf), nowMs) })}
      </p>
    </Card>
  );
}
