// The language of the window: i18next with typed texts, Chinese first.
import { createInstance, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale } from '#shared/contract/values.ts';
import { resources, type WindowTexts } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame';
    resources: WindowTexts;
    returnNull: false;
  }
}

/** Makes the texts available to useTranslation. Answers at once: all texts are in the bundle. */
export function startWindowLanguage(locale: Locale): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'zh-CN',
    resources,
    defaultNS: 'frame',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The locale in use, for texts that carry both languages themselves (plan names, problems). */
export function useLocale(): Locale {
  const { i18n: instance } = useTranslation();
  return instance.language === 'en' ? 'en' : 'zh-CN';
}
