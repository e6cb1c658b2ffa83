// What the customer's present plan costs to renew, for the question at the counter before anything is chosen.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import { timesFen } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { plansOnOffer } from './plan-choice.ts';

/** Nothing until the catalogue is read. A plan that is no longer sold is said to be so. */
export function PresentPlanPrices({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('plan');
  const locale = useLocale();
  const catalogue = useTillQuery('plan.list', {}).value;
  const todayOn = useTillQuery('terminal.read', {}).value?.todayOn;
  if (catalogue === undefined || todayOn === undefined) return null;
  const plan = plansOnOffer(catalogue, todayOn).find(({ planId }) => planId === account.planId);
  if (plan === undefined) {
    return account.planName === null ? null : <Card className="plan-note" testId="present-plan-gone"><p>{t('prices.gone', { plan: account.planName[locale] })}</p></Card>;
  }
  return (
    <Card className="present-plan" testId="present-plan-prices">
      <h3>{t('prices.title', { plan: plan.name[locale] })}</h3>
      <dl>
        {plan.months.map((count) => <div key={count}><dt>{t('monthCount', { count })}</dt><dd><MoneyText amountFen={timesFen(plan.priceFen, count)} /></dd></div>)}
      </dl>
    </Card>
  );
}
