// Everything that happened around one sale, down the page in the order of the journal.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoryEvent } from '#shared/contract/till/review-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { detailKeyOf, storyTypeOf, toneOfType } from './story-words.ts';
import { useValueText } from './use-value-text.ts';

function Details({ event }: { readonly event: StoryEvent }): ReactNode {
  const { t } = useTranslation('review');
  const valueText = useValueText();
  const told = Object.entries(event.detail).flatMap(([name, value]) => {
    const key = detailKeyOf(name);
    return key === null || value === null || value === '' || (name === 'copyNumber' && value === 0) ? [] : [{ name, label: t(`story.detail.${key}`), text: valueText(name, value, event.type) }];
  });
  if (told.length === 0) return null;
  return <dl className="review-story-details">{told.map(({ name, label, text }) => <div key={name}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>;
}

function Event({ event }: { readonly event: StoryEvent }): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const { on, clock } = useStoreTime()(event.at);
  const type = storyTypeOf(event.type);
  return (
    <li data-tone={toneOfType(type)} data-testid="story-event" data-type={event.type}>
      <div className="review-story-time"><strong>{clock}</strong><small>{on}</small></div>
      <div className="review-story-body">
        <p className="review-story-title">
          <strong>{t(`story.type.${type}`)}</strong>
          {event.method === null ? null : <span>{tenderText(event.method, locale)}</span>}
          {event.amountFen === null ? null : <span className="review-story-amount">{formatMoney(event.amountFen)}</span>}
        </p>
        <p className="review-hint">
          {event.staffId === null ? t('story.system') : t('story.by', { staffId: event.staffId })}
          {event.approverId === null ? '' : ` · ${t('story.approved', { staffId: event.approverId })}`}
          {event.seq === null ? '' : ` · ${t('story.row', { seq: event.seq })} · ${t(event.isAcknowledged ? 'story.sent' : 'story.notSent')}`}
        </p>
        <Details event={event} />
      </div>
    </li>
  );
}

export function StoryTimeline({ saleId }: { readonly saleId: SaleId }): ReactNode {
  const { t } = useTranslation('review');
  const { value, problem, reload } = useTillQuery('review.story', { saleId });
  if (value === undefined && problem !== null) return <ProblemNotice problem={problem} hasCustomer={false} actions={<PushButton isModal onPress={reload}>{t('again')}</PushButton>} />;
  if (value === undefined) return <Skeleton lines={8} label={t('story.title')} />;
  return (
    <ScrollRegion className="review-scroll" label={t('story.title')}>
      {value.length === 0 ? <p className="review-hint">{t('story.empty')}</p> : null}
      <ol className="review-story" data-testid="review-story">{value.map((event, index) => <Event key={`${event.seq ?? 'none'}-${index}`} event={event} />)}</ol>
    </ScrollRegion>
  );
}
