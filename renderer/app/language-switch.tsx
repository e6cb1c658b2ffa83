// 中 / EN in the header.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';

/** Anybody may switch; receipts keep the language of the store. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const { run } = useTillCommand('settings.choose-locale');
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className="language-switch" data-testid="language-switch" aria-label={t('header.language')} onClick={() => void run({ locale: other })}>
      <span data-chosen={locale === 'zh-CN'}>中</span>
      <span aria-hidden="true">/</span>
      <span data-chosen={locale === 'en'}>EN</span>
    </button>
  );
}
