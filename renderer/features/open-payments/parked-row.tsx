// A sale that was laid aside for the next customer.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '#shared/domain/fen.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { PushButton } from '#renderer/ui/push-button.tsx';
import type { ParkedSale, Resume } from './use-resume.ts';

export interface ParkedRowProps {
  readonly sale: ParkedSale;
  readonly isChosen: boolean;
  readonly resume: Resume;
  readonly onChoose: () => void;
}

export function ParkedRow({ sale, isChosen, resume, onChoose }: ParkedRowProps): ReactNode {
  const { t } = useTranslation('open-payments');
  const { clock } = useStoreTime()(sale.parkedAt);
  const sums = [
    sale.totalFen === null ? t('noQuote') : t('parkedTotal', { total: formatYuan(sale.totalFen) }),
    sale.paidFen > 0 ? t('parkedPaid', { paid: formatYuan(sale.paidFen) }) : null, sale.openFen > 0 ? t('parkedOpen', { open: formatYuan(sale.openFen) }) : null,
  ].filter((sum) => sum !== null);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the arrows do it on the keyboard
    <li className="inbox-row" data-kind="parked" data-testid="parked-row" data-sale-id={sale.saleId} data-chosen={isChosen} aria-current={isChosen} onClick={onChoose}>
      <div className="inbox-line"><strong>{sale.msisdnMasked}</strong> <span className="customer-name">{sale.nameMasked}</span></div>
      <div className="inbox-small">{sums.join(' · ')} · {clock} · {t('begunBy', { staffId: sale.begunBy })}</div>
      <div className="inbox-steps">
        <PushButton isModal tone="primary" testId="parked-resume" isDisabled={resume.isBusy} {...(isChosen ? { shortcut: 'Enter' } : {})} onPress={() => resume.resume(sale.saleId)}>
          {t(resume.isBusy ? 'resuming' : 'resume')}
        </PushButton>
      </div>
    </li>
  );
}
