// After the close: the figures, the verdict, the paper, and whether somebody else goes on.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { overShortOf, ZFigures } from './z-figures.tsx';

export interface ZPaperProps {
  readonly z: ZReport;
  /** Draws a slip; the app fills it in, since paper is another feature's business. */
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
}

export function ZPaper({ z, renderReceipt }: ZPaperProps): ReactNode {
  const { t } = useTranslation('shift');
  return renderReceipt === undefined ? null : <ScrollRegion className="shift-paper" label={t('zTitle', { number: z.zNumber })}>{renderReceipt(z.receipt)}</ScrollRegion>;
}

function HandOver(): ReactNode {
  const { t } = useTranslation('shift');
  const { run, isBusy, problem } = useTillCommand('session.sign-out');
  return (
    <>
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
      <p className="shift-why">{t('handOverWhy')}</p>
      <PushButton shortcut="F8" isWide isDisabled={isBusy} testId="shift-hand-over" onPress={() => void run({})}>{t('handOver')}</PushButton>
    </>
  );
}

/** Handing over is a count, a close and an opening by the next person, to whom this count is offered as the float. */
export function ClosedShift({ z, onDone, ...paper }: ZPaperProps & { readonly onDone: () => void }): ReactNode {
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
        <div className="shift-panel-foot">
          <HandOver />
          <PrimaryButton testId="shift-done" onPress={onDone}>{t('done')}</PrimaryButton>
        </div>
      </Card>
      <ZPaper z={z} {...paper} />
    </div>
  );
}
