// The figures of a closed shift: the same on screen as on its paper.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';

function Figure({ label, children, testId }: { readonly label: string; readonly children: ReactNode; readonly testId?: string }): ReactNode {
  return <div><dt>{label}</dt><dd data-testid={testId}>{children}</dd></div>;
}

/** over, short or even; the sign is also in the word, never in the colour alone. */
export function overShortOf(z: Pick<ZReport, 'overShortFen'>): { readonly kind: 'over' | 'short' | 'even'; readonly amountFen: Fen } {
  if (z.overShortFen === 0) return { kind: 'even', amountFen: z.overShortFen };
  return { kind: z.overShortFen > 0 ? 'over' : 'short', amountFen: fen(Math.abs(z.overShortFen)) };
}

/** Refunds and cash moved in or out are listed only where there were any. */
export function ZFigures({ z }: { readonly z: ZReport }): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const { on, clock } = storeTime(z.openedAt);
  const { totals } = z;
  const { kind, amountFen } = overShortOf(z);
  const rare = [['cashRefunds', totals.cashRefundsFen], ['paidIn', totals.paidInFen], ['paidOut', totals.paidOutFen], ['drops', totals.dropsFen]] as const;
  return (
    <dl className="fact-list shift-figures" data-testid="z-figures">
      <Figure label={t('openedAt')}>{on} {clock}</Figure>
      <Figure label={t('openedBy')}>{z.staffId}</Figure>
      <Figure label={t('saleCount')} testId="z-count">{t('saleCountValue', { count: totals.saleCount })}</Figure>
      <Figure label={t('sales')} testId="z-sales"><MoneyText amountFen={totals.salesFen} /></Figure>
      <Figure label={t('float')}><MoneyText amountFen={totals.floatFen} /></Figure>
      <Figure label={t('cashSales')}><MoneyText amountFen={totals.cashSalesFen} /></Figure>
      {rare.map(([name, rareFen]) => (rareFen === 0 ? null : <Figure key={name} label={t(name)}><MoneyText amountFen={rareFen} /></Figure>))}
      <Figure label={t('expected')} testId="z-expected"><MoneyText amountFen={totals.expectedFen} /></Figure>
      <Figure label={t('counted')} testId="z-counted"><MoneyText amountFen={z.countedFen} /></Figure>
      <Figure label={t(kind)} testId="z-over-short"><MoneyText amountFen={amountFen} tone={kind === 'even' ? 'ok' : 'attention'} /></Figure>
      <Figure label={t('waiting')}>{t('waitingValue', { count: z.waitingCount })}</Figure>
    </dl>
  );
}
