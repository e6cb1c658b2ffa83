// What the comparison of the document said, and what to do about it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityView } from '#shared/contract/till/customer-channels.ts';
import { documentTypeText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { Card } from '#renderer/ui/card.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const tones = { match: 'ok', 'not-comparable': 'waiting', mismatch: 'attention', expired: 'attention' } as const;
const signs = { match: '✓', 'not-comparable': '?', mismatch: '✕', expired: '✕' } as const;

/** The number is shown masked; it is not held anywhere in full any more. */
export function IdentityResult({ identity, onAgain }: { readonly identity: IdentityView; readonly onAgain: () => void }): ReactNode {
  const { t } = useTranslation('identity');
  const locale = useLocale();
  const { outcome } = identity;
  return (
    <Card className="identity-result">
      <div role={tones[outcome] === 'attention' ? 'alert' : 'status'} data-testid="id-result" data-outcome={outcome} data-tone={tones[outcome]}>
        <h2><span aria-hidden="true" className="identity-sign">{signs[outcome]}</span>{t(`outcome.${outcome}`)}</h2>
        <p className="identity-document">{documentTypeText(identity.documentType, locale)} · {identity.numberMasked}</p>
        <p>{t(`advice.${outcome}`)}</p>
      </div>
      <PushButton onPress={onAgain} shortcut="F8" testId="id-again">{t('again')}</PushButton>
    </Card>
  );
}
