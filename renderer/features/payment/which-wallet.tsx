// Asks whose code it is, where the digits do not say or say something else than the clerk chose.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { walletMethods, type WalletMethod } from '#shared/domain/tender.ts';
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { shutBarOf, tenderKeys } from './tender-keys.ts';
import type { WalletQuestion } from './use-payer-code.ts';

export interface WhichWalletProps {
  readonly question: WalletQuestion;
  readonly options: TenderOptions | null;
  readonly onAnswer: (wallet: WalletMethod | null) => void;
}

/** Enter takes nothing: a wallet is named by its own key. */
export function WhichWallet({ question, options, onAnswer }: WhichWalletProps): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const { recognised } = question;
  const drop = (): void => onAnswer(null);
  return (
    <ModalDialog
      title={t('whichWallet.title')} testId="which-wallet" onClose={drop}
      foot={<PushButton isModal isWide shortcut="Escape" testId="which-wallet-drop" onPress={drop}>{t('whichWallet.drop')}</PushButton>}
    >
      <p>{recognised === null ? t('whichWallet.unknown') : t('whichWallet.mismatch', { wallet: tenderText(recognised, locale) })}</p>
      <div className="which-wallet">
        {walletMethods.map((wallet) => (
          <PushButton key={wallet} isModal isWide shortcut={tenderKeys[wallet]} testId={`which-${wallet}`} isDisabled={shutBarOf(options, wallet) !== null} onPress={() => onAnswer(wallet)}>
            {tenderText(wallet, locale)}
          </PushButton>
        ))}
      </div>
    </ModalDialog>
  );
}
