// Marks a copy of a slip so that nobody takes it for the original.
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { invariant } from '#shared/domain/base/invariant.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { COPY_MARK, receiptWords } from '#shared/i18n/receipt-words.ts';
import { heading, plain } from './receipt-lines.ts';

export interface CopyMark {
  /** 1 for the first copy; the original, 0, carries no mark. */
  readonly copyNumber: number;
  readonly staffId: string;
  /** Instant at which the copy was asked for. */
  readonly at: string;
  readonly timeZone: string;
}

/** The same document with the mark, the time and the person above it; every other line stays as it was frozen. */
export function withCopyMark(document: ReceiptDocument, mark: CopyMark): ReceiptDocument {
  invariant(Number.isSafeInteger(mark.copyNumber) && mark.copyNumber >= 1, `a copy numbered ${mark.copyNumber}`);
  const askedAt = receiptWords[document.locale].copyAt(localDateTime(mark.at, mark.timeZone), mark.staffId);
  return { ...document, lines: [heading(`${COPY_MARK} ${mark.copyNumber}`, 'normal'), plain(askedAt), ...document.lines] };
}
