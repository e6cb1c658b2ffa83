// The window of somebody who is signed in: frame, screens and what works in the background.
import { ConfigProvider, Watermark } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { RemoteApproval } from '#renderer/features/approval/remote-approval.tsx';
import { LookUpBox } from '#renderer/features/look-up/look-up-box.tsx';
import { useInbox } from '#renderer/features/open-payments/inbox-store.ts';
import { printDocument } from '#renderer/features/receipt/print-document.ts';
import { ReceiptPaper } from '#renderer/features/receipt/receipt-paper.tsx';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { antdTheme } from './antd-theme.ts';
import { Bands } from './bands.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { NextSteps } from './next-steps.tsx';
import { Rail } from './rail.tsx';
import { useScreen, type ScreenName } from './screen-store.ts';
import { ReviewScreen, SettingsScreen, ShiftScreen, TransactionsScreen, usePartsLoadedAhead } from './screens-apart.tsx';
import { SellScreen } from './sell-screen.tsx';
import { useActivity } from './use-activity.ts';
import { useLookUpScan } from './use-look-up-scan.ts';
import '#renderer/styles/flow.css';

const renderReceipt = (document: ReceiptDocument): ReactNode => <ReceiptPaper document={document} />;

const screens: Record<ScreenName, () => ReactNode> = {
  sell: () => <SellScreen />,
  transactions: () => <TransactionsScreen renderReceipt={renderReceipt} />,
  shift: () => <ShiftScreen renderReceipt={renderReceipt} onShow={(place) => useScreen.getState().show(place)} />,
  review: () => <ReviewScreen printDocument={printDocument} onShift={() => useScreen.getState().show('shift')} />,
  settings: () => <SettingsScreen approvals={<RemoteApproval />} />,
};

function CurrentScreen(): ReactNode {
  const screen = useScreen((choice) => choice.screen);
  return (
    <main className="screen" data-testid={`screen-${screen}`}>
      <ErrorBoundary key={screen}>
        {screens[screen]()}
      </ErrorBoundary>
    </main>
  );
}

/** What was open before a restart, a lock or a change of person is taken up again; what the person before had typed is not. */
function useTakeOver(): void {
  const staffId = useTillQuery('session.read', {}).value?.person?.staffId;
  useEffect(() => {
    if (staffId === undefined) return;
    if (useScreen.getState().takeOver(staffId)) {
      renewalFlow().send({ type: 'forget' });
      useInbox.getState().close();
    }
    void renewalFlow().resume();
  }, [staffId]);
}

function Frame(): ReactNode {
  const show = useScreen((choice) => choice.show);
  const showSale = useCallback(() => show('sell'), [show]);
  useActivity();
  useLookUpScan();
  useTakeOver();
  usePartsLoadedAhead();
  return (
    <div className="frame">
      <Rail />
      <div className="frame-main">
        <Header search={<LookUpBox onLookUp={showSale} />} onShowSale={showSale} />
        <Bands />
        <CurrentScreen />
      </div>
    </div>
  );
}

/** Everything behind the sign-in. */
export function Workbench(): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const isTraining = useTillQuery('terminal.read', {}).value?.isTraining === true;
  const frame = <NextSteps><Frame /></NextSteps>;
  return (
    <ConfigProvider theme={antdTheme} locale={locale === 'en' ? english : chinese}>
      {isTraining
        ? <Watermark className="watermark" content={t('band.watermark')} gap={[120, 120]} font={{ color: 'rgba(20, 32, 43, 0.05)', fontSize: 22 }}>{frame}</Watermark>
        : frame}
    </ConfigProvider>
  );
}
