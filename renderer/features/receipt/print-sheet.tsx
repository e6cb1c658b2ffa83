// One slip on its way to the printer: laid out unseen, picked up by react-to-print, handed to the shell as a page.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useReactToPrint } from 'react-to-print';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { keepFocusFromPrintFrame } from './print-frame-focus.ts';
import { qrPath } from '#renderer/ui/qr-path.ts';
import { receiptHtml } from './receipt-html.ts';
import { ReceiptPaper } from './receipt-paper.tsx';

export interface PrintSheetProps {
  readonly job: PrintJob;
  readonly timeZone: string;
  /** Takes the finished page. */
  readonly onPage: (html: string) => Promise<void>;
  /** No page could be made; nothing was handed to anybody. */
  readonly onNoPage: () => void;
}

/** Hands over the page of one job once; another job needs a sheet of its own. */
export function PrintSheet({ job, timeZone, onPage, onNoPage }: PrintSheetProps): ReactNode {
  const contentRef = useRef<HTMLDivElement>(null);
  const hasStarted = useRef(false);
  const [isLaidOut, setLaidOut] = useState(false);
  const print = useReactToPrint({
    contentRef,
    documentTitle: job.title,
    ignoreGlobalStyles: true,
    pageStyle: '',
    suppressErrors: true,
    print: async (frame) => {
      const body = frame.contentDocument?.body.innerHTML ?? '';
      if (body === '') return onNoPage();
      return onPage(receiptHtml({ title: job.title, lang: job.document.locale, paperMm: job.paperMm, body }));
    },
    onPrintError: onNoPage,
  });

  useEffect(() => {
    const codes = job.document.lines.flatMap((line) => (line.kind === 'qr' ? [qrPath(line.data)] : []));
    // A slip without its code is better than none.
    void Promise.allSettled(codes).then(() => setLaidOut(true));
  }, [job]);
  useEffect(() => {
    if (!isLaidOut || hasStarted.current) return;
    hasStarted.current = true;
    keepFocusFromPrintFrame();
    print();
  }, [isLaidOut, print]);

  const copy = job.copy === null ? null : { ...job.copy, copyNumber: job.copyNumber, timeZone };
  return (
    <div hidden>
      <div ref={contentRef}>
        {isLaidOut ? <ReceiptPaper document={job.document} copy={copy} paperMm={job.paperMm} medium="paper" testId={null} /> : null}
      </div>
    </div>
  );
}
