// The shift: open it, see it, close it, read its Z and those before it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView, ZReport } from '#shared/contract/till/shift-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { mayUse, type Role } from '#shared/domain/permissions.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { ClosedShift, ZPaper } from './closed-shift.tsx';
import { CurrentShift, ReviewButtons } from './current-shift.tsx';
import type { OpenWorkPlace } from './open-work-list.tsx';
import { ShiftClosePanel } from './shift-close-panel.tsx';
import { ShiftOfOther } from './shift-of-other.tsx';
import { ShiftOpenPanel } from './shift-open-panel.tsx';
import { ZFigures } from './z-figures.tsx';
import { ZList } from './z-list.tsx';
import './shift.css';

export interface ShiftScreenProps {
  /** Draws a slip; the app fills it in, since paper is another feature's business. */
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
  /** Goes to the screen where a piece of open work is settled. */
  readonly onShow?: (place: OpenWorkPlace) => void;
}

interface BodyProps extends ShiftScreenProps {
  readonly role: Role | null;
  readonly onList: () => void;
  readonly onClosed: (z: ZReport) => void;
}

function NoShift({ role, lastZ, onList, ...paper }: Omit<BodyProps, 'onClosed'> & { readonly lastZ: ZReport | null }): ReactNode {
  const { t } = useTranslation('shift');
  const canOpen = mayUse(role, 'clerk');
  return (
    <div className="shift-screen" data-columns={lastZ === null ? 1 : 3}>
      {lastZ === null ? null : (
        <>
          <Card title={`${t('lastZ')} · ${t('zTitle', { number: lastZ.zNumber })}`} className="shift-panel">
            <ZFigures z={lastZ} />
            {mayUse(role, 'reviewer') ? <div className="shift-panel-tools"><ReviewButtons hasShift={false} onList={onList} /></div> : null}
          </Card>
          <ZPaper z={lastZ} {...paper} />
        </>
      )}
      {canOpen ? <ShiftOpenPanel /> : <Card title={t('openTitle')} className="shift-panel" testId="shift-read-only"><p>{t('readOnlyNoShift')}</p></Card>}
    </div>
  );
}

/** Whoever answers for the drawer closes it, and a manager may; for anybody else it is only to be seen. */
function ClosePart({ shift, role, onClosed, onShow }: Omit<BodyProps, 'onList'> & { readonly shift: ShiftView }): ReactNode {
  const { t } = useTranslation('shift');
  const mayClose = mayUse(role, 'manager') || (shift.isMine && mayUse(role, 'clerk'));
  if (mayClose) return <ShiftClosePanel key={shift.shiftId} shiftId={shift.shiftId} onClosed={onClosed} {...(onShow === undefined ? {} : { onShow })} />;
  if (mayUse(role, 'clerk')) return <ShiftOfOther ownerId={shift.staffId} />;
  return <Card className="shift-panel" testId="shift-read-only"><p>{t('readOnly')}</p></Card>;
}

function OpenShift({ shift, ...body }: BodyProps & { readonly shift: ShiftView }): ReactNode {
  const { t } = useTranslation('shift');
  const { role, onList, onClosed, onShow, renderReceipt } = body;
  const isManagersTurn = !shift.isMine && mayUse(role, 'manager');
  return (
    <div className="shift-with-note">
      {isManagersTurn ? <p className="shift-note" role="status" data-testid="shift-of-other-note">{t('closingForOther', { staffId: shift.staffId })}</p> : null}
      <div className="shift-screen" data-columns="3">
        <CurrentShift shift={shift} role={role} onList={onList} {...(renderReceipt === undefined ? {} : { renderReceipt })} />
        <ClosePart shift={shift} role={role} onClosed={onClosed} {...(onShow === undefined ? {} : { onShow })} />
      </div>
    </div>
  );
}

function Waiting({ current }: { readonly current: { readonly problem: Parameters<typeof ProblemNotice>[0]['problem'] | null; readonly reload: () => void } }): ReactNode {
  const { t } = useTranslation('shift');
  return (
    <div className="shift-screen" data-columns="1">
      <Card title={t('title')}>
        {current.problem === null ? <Skeleton lines={6} label={t('title')} /> : <ProblemNotice problem={current.problem} actions={<PushButton shortcut="Enter" onPress={current.reload}>{t('again')}</PushButton>} />}
      </Card>
    </div>
  );
}

function Now({ value, ...body }: BodyProps & { readonly value: ReplyValueOf<'shift.current'> }): ReactNode {
  const { shift, lastZ } = value;
  return shift === null ? <NoShift lastZ={lastZ} {...body} /> : <OpenShift shift={shift} {...body} />;
}

function Body(props: ShiftScreenProps): ReactNode {
  const current = useTillQuery('shift.current', {});
  const todayOn = useTillQuery('terminal.read', {}).value?.todayOn;
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  const [closedZ, setClosedZ] = useState<ZReport | null>(null);
  const [isListing, setIsListing] = useState(false);
  if (isListing && todayOn !== undefined) return <ZList todayOn={todayOn} role={role} onBack={() => setIsListing(false)} />;
  if (closedZ !== null) return <ClosedShift z={closedZ} onDone={() => setClosedZ(null)} {...props} />;
  if (current.value === undefined) return <Waiting current={current} />;
  return <Now value={current.value} role={role} onList={() => setIsListing(true)} onClosed={setClosedZ} {...props} />;
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
