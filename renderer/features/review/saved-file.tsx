// Where a file was saved, to be read or copied.
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PushButton } from '#renderer/ui/push-button.tsx';

export function SavedFile({ what, file }: { readonly what: string; readonly file: string }): ReactNode {
  const { t } = useTranslation('review');
  const [isCopied, setIsCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const copy = (): void => {
    input.current?.select();
    // The terminal grants pages no clipboard; copying what is selected needs none.
    setIsCopied(document.execCommand('copy'));
  };
  return (
    <div className="review-saved" data-testid="export-done">
      <label className="field-label">
        {t('export.done', { what })}
        <input ref={input} className="text-input" readOnly value={file} title={file} data-testid="export-file" onFocus={(event) => event.target.select()} />
      </label>
      <PushButton isModal testId="export-copy" onPress={copy}>{t(isCopied ? 'export.copied' : 'export.copy')}</PushButton>
    </div>
  );
}
