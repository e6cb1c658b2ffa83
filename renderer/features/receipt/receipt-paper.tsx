// A receipt as paper, on the screen and in print. All styles are inline: what is printed carries nothing else.
import type { CSSProperties, ReactNode } from 'react';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { unreachable } from '#shared/domain/base/invariant.ts';
import { withCopyMark, type CopyMark } from '#shared/receipt/copy-mark.ts';
import { ReceiptQr } from './receipt-qr.tsx';
import { paperMarginEm, paperWidthEm, receiptFontFamily, receiptFontSize, type PaperMm, type ReceiptMedium } from './receipt-type.ts';

export interface ReceiptPaperProps {
  readonly document: ReceiptDocument;
  /** Null or left out: the original. */
  readonly copy?: CopyMark | null;
  readonly paperMm?: PaperMm;
  readonly medium?: ReceiptMedium;
  /** Null: paper that is not looked at, such as the one being printed. */
  readonly testId?: string | null;
}

type Line = ReceiptDocument['lines'][number];

/** Shows exactly the lines of the document, with the copy mark above them where it is a copy. */
export function ReceiptPaper({ document, copy = null, paperMm = 80, medium = 'screen', testId = 'receipt' }: ReceiptPaperProps): ReactNode {
  const marked = copy === null ? document : withCopyMark(document, copy);
  const numberAt = testId === null ? -1 : marked.lines.findIndex((line) => line.kind === 'text' && receiptNumber.test(line.text));
  return (
    <div lang={document.locale} data-testid={testId ?? undefined} data-training={document.isTraining} style={paperStyle(paperMm, medium)}>
      {marked.lines.map((line, index) => <PaperLine key={index} line={line} hasNumber={index === numberAt} />)}
    </div>
  );
}

function paperStyle(paperMm: PaperMm, medium: ReceiptMedium): CSSProperties {
  return {
    boxSizing: 'border-box', width: `${paperWidthEm(paperMm)}em`, maxWidth: '100%', padding: `1em ${paperMarginEm(paperMm)}em 1.2em`,
    background: '#fff', color: '#000', fontFamily: receiptFontFamily, fontSize: receiptFontSize[medium], lineHeight: 1.4,
    fontVariantNumeric: 'tabular-nums', textAlign: 'left', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap',
  };
}

// Terminal, business date and count, as shared/domain/receipt-number.ts writes them.
const receiptNumber = /[A-Za-z0-9._-]+-\d{8}-\d{4,9}/;

function PaperLine({ line, hasNumber }: { readonly line: Line; readonly hasNumber: boolean }): ReactNode {
  switch (line.kind) {
    case 'rule': return <div style={{ borderTop: '0.08em dashed #000', margin: '0.45em 0' }} />;
    case 'pair': return <PairLine line={line} />;
    case 'text': return <div style={textStyle(line)}>{hasNumber ? <NumberedText text={line.text} /> : line.text}</div>;
    case 'qr': return <ReceiptQr data={line.data} caption={line.caption} />;
    default: return unreachable(line);
  }
}

function PairLine({ line }: { readonly line: Extract<Line, { kind: 'pair' }> }): ReactNode {
  return (
    <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-end', gap: '1em', fontWeight: line.isBold ? 700 : 400 }}>
      <span style={{ minWidth: 0 }}>{line.left}</span>
      <span style={{ whiteSpace: 'pre', flex: 'none' }}>{line.right}</span>
    </div>
  );
}

function textStyle(line: Extract<Line, { kind: 'text' }>): CSSProperties {
  return { textAlign: line.align, fontWeight: line.isBold ? 700 : 400, ...(line.size === 'large' ? { fontSize: '1.25em', lineHeight: 1.35 } : {}) };
}

function NumberedText({ text }: { readonly text: string }): ReactNode {
  const found = receiptNumber.exec(text);
  if (found === null) return text;
  const [number] = found;
  return <>{text.slice(0, found.index)}<span data-testid="receipt-number">{number}</span>{text.slice(found.index + number.length)}</>;
}
