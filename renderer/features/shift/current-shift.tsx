// The open shift: what was sold, what went through the drawer, and the drawer's buttons.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Fen } from '#shared/domain/fen.ts';
import { mayUse, type Role } from '#shared/domain/permissions.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { CashDialog, type CashAct } from './cash-dialog.tsx';
import { XReportDialog } from './x-report-dialog.tsx';

const acts = [{ act: 'in', shortcut: 'F5' }, { act: 'out', shortcut: 'F6' }, { act: 'drop', shortcut: 'F7' }, { act: 'open', shortcut: 'F8' }] as const;

function CashButtons({ shift }: { readonly shift: ShiftView }): ReactNode {
  const { t } = useTranslation('shift');
  const [act, setAct] = useState<CashAct | null>(null);
  const [said, setSaid] = useState('');
  const done = (words: string): void => {
    setSaid(words);
    setAct(null);
  };
  return (
    <>
      <p className="shift-said" role="status" data-testid="cash-said">{said}</p>
      <div className="shift-buttons">
        {acts.map((one) => <PushButton key={one.act} shortcut={one.shortcut} testId={`cash-${one.act}`} onPress={() => setAct(one.act)}>{t(`cash.${one.act}.button`)}</PushButton>)}
      </div>
      {act === null ? null : <CashDialog shiftId={shift.shiftId} act={act} onClose={() => setAct(null)} onDone={done} />}
    </>
  );
}

export interface ReviewButtonsProps {
  readonly hasShift: boolean;
  readonly onList: () => void;
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
}

/** For who reads the store's figures. */
export function ReviewButtons({ hasShift, onList, renderReceipt }: ReviewButtonsProps): ReactNode {
  const { t } = useTranslation('shift');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="shift-buttons">
      {hasShift ? <PushButton shortcut="F9" testId="shift-x" onPress={() => setIsOpen(true)}>{t('xButton')}</PushButton> : null}
      <PushButton testId="shift-list" onPress={onList}>{t('zList')}</PushButton>
      {isOpen ? <XReportDialog onClose={() => setIsOpen(false)} {...(renderReceipt === undefined ? {} : { renderReceipt })} /> : null}
    </div>
  );
}

/** A clerk is not told the figures of somebody else's shift. */
function Figures({ shift }: { readonly shift: ShiftView }): ReactNode {
  const { t } = useTranslation('shift');
  const counts: { readonly saleCount: number | null; readonly salesFen: Fen | null; readonly noSaleCount: number | null } = shift;
  const moved: readonly (readonly ['refunds' | 'voids' | 'paidIn' | 'paidOut' | 'drops', Fen | null])[] = [['voids', shift.voidsFen], ['refunds', shift.refundsFen], ['paidIn', shift.paidInFen], ['paidOut', shift.paidOutFen], ['drops', shift.dropsFen]];
  return (
    <>
      {counts.saleCount === null ? null : <div><dt>{t('saleCount')}</dt><dd data-testid="shift-sale-count">{t('saleCountValue', { count: counts.saleCount })}</dd></div>}
      <div><dt>{t('float')}</dt><dd><MoneyText amountFen={shift.floatFen} /></dd></div>
      {moved.map(([name, amountFen]) => (amountFen === null || amountFen === 0 ? null : <div key={name}><dt>{t(name)}</dt><dd data-testid={`shift-${name}`}><MoneyText amountFen={amountFen} /></dd></div>))}
      {counts.noSaleCount === null || counts.noSaleCount === 0 ? null : <div><dt>{t('noSaleCount')}</dt><dd>{t('times', { count: counts.noSaleCount })}</dd></div>}
    </>
  );
}

export interface CurrentShiftProps extends Omit<ReviewButtonsProps, 'hasShift'> {
  readonly shift: ShiftView;
  readonly role: Role | null;
}

/** Buttons appear for who may press them. */
export function CurrentShift({ shift, role, ...review }: CurrentShiftProps): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const opened = storeTime(shift.openedAt);
  const closesBy = storeTime(shift.closesBy);
  const salesFen: Fen | null = shift.salesFen;
  const tag = shift.isTooLong ? <StateTag tone="attention" testId="shift-too-long">{t('tooLong')}</StateTag> : <StateTag tone="ok">{t('isOpen')}</StateTag>;
  return (
    <Card title={t('current')} aside={tag} className="shift-panel" testId="shift-current">
      {salesFen === null ? null : <><span className="shift-label">{t('sales')}</span><MoneyText amountFen={salesFen} size="huge" testId="shift-sales" /></>}
      <ScrollRegion className="shift-facts" label={t('current')}>
        <dl className="fact-list">
          <Figures shift={shift} />
          <div><dt>{t('openedBy')}</dt><dd>{shift.staffId}</dd></div>
          <div><dt>{t('openedAt')}</dt><dd>{opened.on} {opened.clock}</dd></div>
          <div><dt>{t('closesBy')}</dt><dd>{closesBy.on} {closesBy.clock}</dd></div>
          <div><dt>{t('businessDate')}</dt><dd>{shift.businessDate}</dd></div>
        </dl>
      </ScrollRegion>
      <div className="shift-panel-tools">
        {shift.isMine && mayUse(role, 'clerk') ? <CashButtons shift={shift} /> : null}
        {mayUse(role, 'reviewer') ? <ReviewButtons hasShift {...review} /> : null}
      </div>
    </Card>
  );
}
