// Chooses the language; each is named in itself.
import type { ReactNode } from 'react';
import type { Locale } from '#shared/contract/values.ts';
import './language-choice.css';

const languages = [{ locale: 'zh-CN', name: '中文' }, { locale: 'en', name: 'English' }] as const satisfies readonly { locale: Locale; name: string }[];

export interface LanguageChoiceProps {
  readonly locale: Locale;
  readonly label: string;
  readonly onChoose: (locale: Locale) => void;
}

/** Two buttons side by side; the one in use is pressed. */
export function LanguageChoice({ locale, label, onChoose }: LanguageChoiceProps): ReactNode {
  return (
    <div className="language-choice" role="group" aria-label={label}>
      {languages.map((language) => (
        <button
          key={language.locale} type="button" lang={language.locale} aria-pressed={language.locale === locale} data-testid={`language-${language.locale}`}
          onClick={() => onChoose(language.locale)}
        >
          {language.name}
        </button>
      ))}
    </div>
  );
}
