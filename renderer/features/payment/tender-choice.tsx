// The ways to pay. Only cash in this version; the others say in place why not.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

const later = ['alipay', 'wechat', 'card'] as const satisfies readonly TenderMethod[];

/** A group of radio buttons; F8 brings the focus back to the cash. */
export function TenderChoice({ onCash }: { readonly onCash: () => void }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  return (
    <div className="tender-choice" role="radiogroup" aria-label={t('tenders')}>
      <button type="button" role="radio" aria-checked="true" className="tender" data-enter="screen" data-testid="tender-cash" aria-keyshortcuts="F8" onClick={onCash}>
        <span>{tenderText('cash', locale)}</span><KeyHint name="F8" />
      </button>
      {later.map((method) => (
        <button
          key={method} type="button" role="radio" aria-checked="false" className="tender" data-testid={`tender-${method}`} disabled title={t('laterWhy')}
        >
          <span>{tenderText(method, locale)}</span><small>{t('later')}</small>
        </button>
      ))}
    </div>
  );
}
