// Holds the places of the figures and charts.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '#renderer/ui/skeleton.tsx';

const cards = ['net', 'count', 'refunds', 'unsent', 'attention'] as const;
const charts = ['hours', 'methods', 'staff', 'plans'] as const;

/** Empty cards in the places of those to come. */
export function EmptyCards(): ReactNode {
  const { t } = useTranslation('review');
  return (
    <div className="review-body" data-testid="review-loading">
      <div className="review-cards">{cards.map((name) => <section key={name} className="card review-card"><Skeleton lines={3} label={t('loading')} /></section>)}</div>
      <div className="review-columns">{charts.map((name) => <section key={name} className="card review-chart-room"><Skeleton lines={6} label={t('loading')} /></section>)}</div>
    </div>
  );
}
