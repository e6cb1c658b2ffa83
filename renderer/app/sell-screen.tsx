// Selling: one screen, three places. Left who, middle the step at hand, right what it costs and the one big button.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import type { Role } from '#shared/domain/permissions.ts';
import { IdentityPanel } from '#renderer/features/identity/identity-panel.tsx';
import { CustomerCard } from '#renderer/features/look-up/customer-card.tsx';
import { LookUpPanel } from '#renderer/features/look-up/look-up-panel.tsx';
import { INBOX_KEY } from '#renderer/features/open-payments/inbox-store.ts';
import { DonePanel } from '#renderer/features/payment/done-panel.tsx';
import { PaymentPanel } from '#renderer/features/payment/payment-panel.tsx';
import { PlanPanel } from '#renderer/features/plan/plan-panel.tsx';
import { PresentPlanPrices } from '#renderer/features/plan/present-plan-prices.tsx';
import { PrintStatus } from '#renderer/features/receipt/print-status.tsx';
import { ReceiptPaper } from '#renderer/features/receipt/receipt-paper.tsx';
import { ShiftOfOther } from '#renderer/features/shift/shift-of-other.tsx';
import { ShiftOpenPanel } from '#renderer/features/shift/shift-open-panel.tsx';
import { UndoSale } from '#renderer/features/transactions/undo-sale.tsx';
import { accountOf, isHeld, type DoneStep, type FlowStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow, useRenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ActionAreaProvider } from '#renderer/ui/action-area.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { FlowSteps } from './flow-steps.tsx';
import { SaleSummary } from './sale-summary.tsx';
import { useScreen } from './screen-store.ts';

const pricesOf = (account: Account): ReactNode => <PresentPlanPrices account={account} />;

function StepPanel({ step }: { readonly step: Exclude<FlowStep, DoneStep> }): ReactNode {
  switch (step.name) {
    case 'customer': return <LookUpPanel step={step} pricesOf={pricesOf} />;
    // Another sale is another form: nothing typed for one customer may stand there for the next.
    case 'identity': return <IdentityPanel key={step.draft.saleId} step={step} />;
    case 'plan': return <PlanPanel key={step.draft.saleId} step={step} />;
    case 'payment': case 'submitting': return <PaymentPanel key={step.draft.saleId} step={step} />;
  }
}

const undo = (sale: SaleView): ReactNode => <UndoSale sale={sale} onDone={() => renewalFlow().send({ type: 'next-customer' })} />;

/** What became of the sale that was in hand: gone from the screen, not from the till. */
function ParkedNotice({ step }: { readonly step: FlowStep }): ReactNode {
  const { t } = useTranslation('payment');
  if (step.name !== 'customer' || step.parked === null) return null;
  return <p className="warning-line" role="status" data-testid="parked-notice">{t('park.parked', { msisdn: step.parked, key: INBOX_KEY })}</p>;
}

const paperFact = (sale: SaleView): ReactNode => <PrintStatus sale={sale} />;

function DoneColumns({ step }: { readonly step: DoneStep }): ReactNode {
  const { t } = useTranslation('payment');
  return (
    <div className="sell" data-step="done" data-testid="flow-done">
      <div className="sell-middle"><FlowSteps step={step} /><DonePanel key={step.sale.saleId} sale={step.sale} paperFact={paperFact} undo={undo} /></div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard */}
      <section className="paper-pane" aria-label={t('done.receipt')} tabIndex={0}><div className="paper-sheet"><ReceiptPaper document={step.sale.receipt} copy={null} /></div></section>
    </div>
  );
}

/** Why nothing can be sold just now, and what to do about it. */
function NotNow({ shift, role }: { readonly shift: ShiftView | null; readonly role: Role | undefined }): ReactNode {
  const { t } = useTranslation('frame');
  if (role === 'auditor') return <div className="open-shift-first" data-testid="sell-read-only"><h1>{t('readOnly.title')}</h1><p>{t('readOnly.why')}</p></div>;
  if (shift !== null) return <div className="open-shift-first"><h1>{t('nav.sell')}</h1><ShiftOfOther ownerId={shift.staffId} onShift={() => useScreen.getState().show('shift')} /></div>;
  return (
    <div className="open-shift-first" data-testid="open-shift-first">
      <h1>{t('openShiftFirst.title')}</h1>
      <ShiftOpenPanel />
    </div>
  );
}

/** Draws the flow's step; without an open shift of one's own only the way to it. */
export function SellScreen(): ReactNode {
  const { t } = useTranslation('frame');
  const step = useRenewalFlow((flow) => flow.step);
  const shift = useTillQuery('shift.current', {});
  const role = useTillQuery('session.read', {}).value?.person?.role;
  if (step.name === 'done') return <DoneColumns step={step} />;
  if (shift.value === undefined) return shift.problem === null ? <Skeleton lines={6} label={t('loading')} /> : <ProblemNotice problem={shift.problem} />;
  const isBarred = role === 'auditor' || shift.value.shift?.isMine !== true;
  if (isBarred && !isHeld(step)) return <NotNow shift={shift.value.shift} role={role} />;
  return (
    <ActionAreaProvider>
      <div className="sell" data-step={step.name} data-testid={`flow-${step.name}`}>
        <CustomerCard account={accountOf(step)} />
        <div className="sell-middle"><FlowSteps step={step} /><ParkedNotice step={step} /><StepPanel step={step} /></div>
        <SaleSummary step={step} />
      </div>
    </ActionAreaProvider>
  );
}
