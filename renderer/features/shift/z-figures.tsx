// The figures of a closed shift: the same on screen as on its paper.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ZReport, XReport } from '#shared/contract/till/shift-channels.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { faceText } from './denomination-grid.tsx';
import { useOpenWorkText } from './open-work-list.tsx';

type Totals = XReport['totals'];
/** A Z as it stands in the list: everything but its paper. */
export type ZSummary = Omit<ZReport, 'receipt'>;

function Figure({ label, children, testId }: { readonly label: string; readonly children: ReactNode; readonly testId?: string }): ReactNode {
  return <div><dt>{label}</dt><dd data-testid={testId}>{children}</dd></div>;
}

/** over, short or even; the sign is also in the word, never in the colour alone. */
export function overShortOf(z: Pick<ZReport, 'overShortFen'>): { readonly kind: 'over' | 'short' | 'even'; readonly amountFen: Fen } {
  if (z.overShortFen === 0) return { kind: 'even', amountFen: z.overShortFen };
  return { kind: z.overShortFen > 0 ? 'over' : 'short', amountFen: fen(Math.abs(z.overShortFen)) };
}

/** What came in by each way to pay, less what went back. */
function ByMethod({ totals }: { readonly totals: Totals }): ReactNode {
  const { t } = useTranslation('shift');
  const methods = totals.byMethod ?? [];
  if (methods.length === 0) return <Figure label={t('cashSales')}><MoneyText amountFen={totals.cashSalesFen} /></Figure>;
  return methods.map(({ method, takenFen, returnedFen }) => (
    <Figure key={method} label={t(`method.${method}`)} testId={`z-method-${method}`}>
      <MoneyText amountFen={takenFen} />{returnedFen === 0 ? null : <small>{t('returned')} <MoneyText amountFen={returnedFen} /></small>}
    </Figure>
  ));
}

/** Sums of a shift, closed or not. What there was none of is left out. */
export function TotalFigures({ totals }: { readonly totals: Totals }): ReactNode {
  const { t } = useTranslation('shift');
  const undone = [['voids', totals.voidsFen ?? fen(0)], ['refunds', totals.refundsFen], ['rounding', totals.roundingFen ?? fen(0)]] as const;
  const drawer = [['cashRefunds', totals.cashRefundsFen], ['paidIn', totals.paidInFen], ['paidOut', totals.paidOutFen], ['drops', totals.dropsFen]] as const;
  const rare = (rows: readonly (readonly ['voids' | 'refunds' | 'rounding' | 'cashRefunds' | 'paidIn' | 'paidOut' | 'drops', Fen])[]): ReactNode => rows.map(([name, amountFen]) => (
    amountFen === 0 ? null : <Figure key={name} label={t(name)} testId={`z-${name}`}><MoneyText amountFen={amountFen} /></Figure>
  ));
  return (
    <>
      <Figure label={t('saleCount')} testId="z-count">{t('saleCountValue', { count: totals.saleCount })}</Figure>
      <Figure label={t('sales')} testId="z-sales"><MoneyText amountFen={totals.salesFen} /></Figure>
      {rare(undone)}
      <ByMethod totals={totals} />
      <Figure label={t('float')}><MoneyText amountFen={totals.floatFen} /></Figure>
      {rare(drawer)}
      {(totals.noSaleCount ?? 0) === 0 ? null : <Figure label={t('noSaleCount')}>{t('times', { count: totals.noSaleCount ?? 0 })}</Figure>}
      <Figure label={t('expected')} testId="z-expected"><MoneyText amountFen={totals.expectedFen} /></Figure>
    </>
  );
}

function Count({ z }: { readonly z: ZSummary }): ReactNode {
  const { t } = useTranslation('shift');
  const locale = useLocale();
  const { kind, amountFen } = overShortOf(z);
  const pieces = (z.denominations ?? []).filter((one) => one.pieces > 0);
  return (
    <>
      <Figure label={t('counted')} testId="z-counted"><MoneyText amountFen={z.countedFen} /></Figure>
      {pieces.length === 0 ? null : <Figure label={t('pieces')} testId="z-pieces">{pieces.map((one) => `${faceText(one.valueFen)}×${one.pieces}`).join('  ')}</Figure>}
      {(z.countAttempts ?? 1) < 2 ? null : <Figure label={t('attempts')}>{t('times', { count: z.countAttempts ?? 1 })}</Figure>}
      <Figure label={t(kind)} testId="z-over-short"><MoneyText amountFen={amountFen} tone={kind === 'even' ? 'ok' : 'attention'} /></Figure>
      {z.differenceReason === undefined ? null : <Figure label={t('differenceReason')}>{reasonText(z.differenceReason, locale)}</Figure>}
    </>
  );
}

/** Refunds and cash moved in or out are listed only where there were any. */
export function ZFigures({ z }: { readonly z: ZSummary }): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const openWorkText = useOpenWorkText();
  const { on, clock } = storeTime(z.openedAt);
  const carried = z.carriedOver ?? [];
  return (
    <dl className="fact-list shift-figures" data-testid="z-figures">
      <Figure label={t('openedAt')}>{on} {clock}</Figure>
      <Figure label={t('openedBy')}>{z.staffId}</Figure>
      <TotalFigures totals={z.totals} />
      <Count z={z} />
      <Figure label={t('waiting')}>{t('waitingValue', { count: z.waitingCount })}</Figure>
      {carried.length === 0 ? null : (
        <Figure label={t('carriedOver')} testId="z-carried-over">
          {carried.map((one) => <span key={`${one.kind} ${one.id}`} className="shift-carried">{openWorkText(one.kind)}{one.amount === null ? null : <> <MoneyText amountFen={one.amount} /></>}</span>)}
        </Figure>
      )}
    </dl>
  );
}
