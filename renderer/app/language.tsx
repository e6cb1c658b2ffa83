// Follows the language chosen in the settings.
import { useEffect, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { startWindowLanguage } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';

const language = startWindowLanguage('zh-CN');

/** Chinese until the till has said otherwise. */
export function Language({ children }: { readonly children: ReactNode }): ReactNode {
  const { value } = useTillQuery('settings.read', {});
  const locale = value?.locale;
  useEffect(() => {
    if (locale === undefined) return;
    document.documentElement.lang = locale;
    void language.changeLanguage(locale);
  }, [locale]);
  return <I18nextProvider i18n={language}>{children}</I18nextProvider>;
}
