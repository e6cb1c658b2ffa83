// The shift: open it, see it, close it, read its Z.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView, ZReport } from '#shared/contract/till/shift-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { ShiftClosePanel } from './shift-close-panel.tsx';
import { ShiftOpenPanel } from './shift-open-panel.tsx';
import { overShortOf, ZFigures } from './z-figures.tsx';
import './shift.css';

export interface ShiftScreenProps {
  /** Draws a slip; the app fills it in, since paper is another feature's business. */
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
}

function CurrentShift({ shift }: { readonly shift: ShiftView }): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const { on, clock } = storeTime(shift.openedAt);
  return (
    <Card title={t('current')} aside={<StateTag tone="ok">{t('isOpen')}</StateTag>} className="shift-panel" testId="shift-current">
      <span className="shift-label">{t('sales')}</span>
      {shift.salesFen === null ? <span>—</span> : <MoneyText amountFen={shift.salesFen} size="huge" testId="shift-sales" />}
      <dl className="fact-list">
        <div><dt>{t('saleCount')}</dt><dd data-testid="shift-sale-count">{shift.saleCount === null ? '—' : t('saleCountValue', { count: shift.saleCount })}</dd></div>
        <div><dt>{t('float')}</dt><dd><MoneyText amountFen={shift.floatFen} /></dd></div>
        <div><dt>{t('openedBy')}</dt><dd>{shift.staffId}</dd></div>
        <div><dt>{t('openedAt')}</dt><dd>{on} {clock}</dd></div>
        <div><dt>{t('businessDate')}</dt><dd>{shift.businessDate}</dd></div>
      </dl>
      {shift.saleCount === 0 ? <p className="shift-why">{t('noSales')}</p> : null}
    </Card>
  );
}

function Paper({ z, renderReceipt }: ShiftScreenProps & { readonly z: ZReport }): ReactNode {
  const { t } = useTranslation('shift');
  return renderReceipt === undefined ? null : <ScrollRegion className="shift-paper" label={t('zTitle', { number: z.zNumber })}>{renderReceipt(z.receipt)}</ScrollRegion>;
}

function Closed({ z, renderReceipt, onDone }: ShiftScreenProps & { readonly z: ZReport; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('shift');
  const { kind, amountFen } = overShortOf(z);
  return (
    <div className="shift-screen" data-columns="3" data-testid="shift-closed">
      <Card title={t('zTitle', { number: z.zNumber })} className="shift-panel"><ZFigures z={z} /></Card>
      <Card className="shift-panel shift-verdict">
        <span className="shift-tick" aria-hidden="true">✓</span>
        <div role="status"><h2>{t('closed')}</h2></div>
        <span className="shift-label">{t(kind)}</span>
        <MoneyText amountFen={amountFen} size="giant" tone={kind === 'even' ? 'ok' : 'attention'} testId="shift-over-short" />
        <p>{t(`${kind}Hint`)}</p>
        <div className="shift-panel-foot"><PrimaryButton testId="shift-done" onPress={onDone}>{t('done')}</PrimaryButton></div>
      </Card>
      <Paper z={z} {...(renderReceipt === undefined ? {} : { renderReceipt })} />
    </div>
  );
}

function LastZ({ z, renderReceipt }: ShiftScreenProps & { readonly z: ZReport }): ReactNode {
  const { t } = useTranslation('shift');
  return (
    <>
      <Card title={`${t('lastZ')} · ${t('zTitle', { number: z.zNumber })}`} className="shift-panel"><ZFigures z={z} /></Card>
      <Paper z={z} {...(renderReceipt === undefined ? {} : { renderReceipt })} />
    </>
  );
}

function Body({ renderReceipt }: ShiftScreenProps): ReactNode {
  const { t } = useTranslation('shift');
  const current = useTillQuery('shift.current', {});
  const [closedZ, setClosedZ] = useState<ZReport | null>(null);
  const slip = renderReceipt === undefined ? {} : { renderReceipt };
  if (closedZ !== null) return <Closed z={closedZ} onDone={() => setClosedZ(null)} {...slip} />;
  if (current.value === undefined) {
    return (
      <div className="shift-screen" data-columns="1">
        <Card title={t('title')}>
          {current.problem === null ? <Skeleton lines={6} label={t('title')} /> : <ProblemNotice problem={current.problem} actions={<PushButton shortcut="Enter" onPress={current.reload}>{t('again')}</PushButton>} />}
        </Card>
      </div>
    );
  }
  const { shift, lastZ } = current.value;
  if (shift === null) {
    return (
      <div className="shift-screen" data-columns={lastZ === null ? 1 : 3}>
        {lastZ === null ? null : <LastZ z={lastZ} {...slip} />}
        <ShiftOpenPanel />
      </div>
    );
  }
  return (
    <div className="shift-screen" data-columns="3">
      <CurrentShift shift={shift} />
      <ShiftClosePanel shiftId={shift.shiftId} onClosed={setClosedZ} />
    </div>
  );
}

/** Three places: what is, what to count, and the big button; after the close the figures, the verdict and the paper. */
export function ShiftScreen(props: ShiftScreenProps): ReactNode {
  const { t } = useTranslation('shift');
  return (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      <Body {...props} />
    </>
  );
}
