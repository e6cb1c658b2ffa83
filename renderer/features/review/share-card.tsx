// Shares of the day as lying bars: by way to pay, by plan.
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, type Fen } from '#shared/domain/fen.ts';
import { Card } from '#renderer/ui/card.tsx';
import { FigureButton } from './figure-button.tsx';

export interface Share {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly amountFen: Fen;
}

export interface ShareCardProps {
  readonly title: string;
  readonly shares: readonly Share[];
  readonly figure: 'by-method' | 'by-plan';
  readonly testId: string;
}

const shownAtFirst = 5;

function ShareLine({ share, part, figure }: { readonly share: Share; readonly part: number; readonly figure: ShareCardProps['figure'] }): ReactNode {
  const { t } = useTranslation('review');
  const { id, name, count, amountFen } = share;
  return (
    <li data-testid={`${figure}-${id}`}>
      <FigureButton opens={{ figure, key: id, part: name, amountFen, count }} className="review-share">
        <span className="review-share-name">{name}</span>
        <span className="review-share-count">{figure === 'by-method' ? t('tendersOf', { count }) : t('countOf', { count })}</span>
        <span className="review-share-amount">{formatMoney(amountFen)}</span>
        <span className="review-share-bar" aria-hidden="true"><span style={{ '--share': part } as CSSProperties} /></span>
      </FigureButton>
    </li>
  );
}

/** The largest first; beyond five the rest waits behind a button. */
export function ShareCard({ title, shares, figure, testId }: ShareCardProps): ReactNode {
  const { t } = useTranslation('review');
  const [isWhole, setIsWhole] = useState(false);
  const largestFirst = shares.toSorted((a, b) => b.amountFen - a.amountFen);
  const total = Math.max(1, shares.reduce((sum, share) => sum + Math.max(0, share.amountFen), 0));
  const shown = isWhole || largestFirst.length === shownAtFirst + 1 ? largestFirst : largestFirst.slice(0, shownAtFirst);
  const others = largestFirst.length - shownAtFirst;
  return (
    <Card title={title} testId={testId}>
      {shares.length === 0 ? <p className="review-hint">{t('none')}</p> : null}
      <ul className="review-shares">{shown.map((share) => <ShareLine key={share.id} share={share} part={Math.max(0, share.amountFen) / total} figure={figure} />)}</ul>
      {others > 1 ? <button type="button" className="review-more" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>{isWhole ? t('othersHide') : t('othersShow', { count: others })}</button> : null}
    </Card>
  );
}
