// What a comparison found: how much matched, and each difference with its likely cause and what to do.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '#shared/contract/till/review-channels.ts';
import { formatMoney, subtractFen } from '#shared/domain/fen.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { differenceText } from '#shared/i18n/reconcile-texts.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { SortableTable, type Column } from './sortable-table.tsx';

type Difference = Reconciliation['differences'][number];

function useColumns(onStory: (saleId: SaleId) => void): readonly Column<Difference>[] {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const storeTime = useStoreTime();
  const kind = ({ kind: of, note }: Difference): ReactNode => {
    const { title, meaning, action } = differenceText(of, locale);
    return (
      <div className="review-difference">
        <StateTag tone={of === 'method' || of === 'carrier-missing' ? 'waiting' : 'attention'}>{title}</StateTag>
        <p>{meaning}{note === '' ? '' : ` ${note}`}</p>
        <p className="review-hint">{action}</p>
      </div>
    );
  };
  const receipt = ({ saleId, receiptNumber, reference, method }: Difference): ReactNode => (
    <div className="review-difference-ids">
      {saleId === null ? receiptNumber : <button type="button" className="review-figure" data-testid="difference-story" onClick={() => onStory(saleId)}>{receiptNumber ?? t('reconcile.story')}</button>}
      <small>{[method === null ? null : tenderText(method, locale), reference].filter((part) => part !== null).join(' · ')}</small>
    </div>
  );
  return [
    { id: 'kind', label: t('reconcile.kindLabel'), sortBy: (row) => differenceText(row.kind, locale).title, cell: kind },
    { id: 'at', label: t('reconcile.at'), sortBy: (row) => row.at ?? '', cell: (row) => (row.at === null ? '' : `${storeTime(row.at).on.slice(5)} ${storeTime(row.at).clock}`) },
    { id: 'receipt', label: t('reconcile.receipt'), sortBy: (row) => row.receiptNumber ?? '', cell: receipt },
    { id: 'amount', label: t('reconcile.amount'), isNumber: true, sortBy: (row) => row.amountFen, cell: (row) => formatMoney(row.amountFen) },
  ];
}

function Facts({ result }: { readonly result: Reconciliation }): ReactNode {
  const { t } = useTranslation('review');
  const facts = [
    { id: 'rows', label: t('reconcile.rowsRead'), text: String(result.statementRows) },
    { id: 'unreadable', label: t('reconcile.unreadableRows'), text: String(result.unreadableRows) },
    { id: 'matched', label: t('reconcile.matched'), text: String(result.matched) },
    { id: 'different', label: t('reconcile.different'), text: String(result.differences.length) },
    { id: 'statement', label: t('reconcile.statement'), text: formatMoney(result.statementFen) },
    { id: 'books', label: t('reconcile.books'), text: formatMoney(result.booksFen) },
    { id: 'difference', label: t('reconcile.difference'), text: formatMoney(subtractFen(result.statementFen, result.booksFen)) },
    ...(result.drawerFen === null ? [] : [{ id: 'drawer', label: t('reconcile.drawer'), text: formatMoney(result.drawerFen) }]),
  ];
  return <dl className="review-facts">{facts.map(({ id, label, text }) => <div key={id}><dt>{label}</dt><dd data-testid={`reconcile-${id}`}>{text}</dd></div>)}</dl>;
}

export function ReconcileResult({ result, onStory }: { readonly result: Reconciliation; readonly onStory: (saleId: SaleId) => void }): ReactNode {
  const { t } = useTranslation('review');
  const columns = useColumns(onStory);
  const numbered = result.differences.map((difference, index) => ({ ...difference, index }));
  return (
    <>
      <Facts result={result} />
      {numbered.length === 0
        ? <p className="review-agreement" data-agrees="true" data-testid="reconcile-all">✓ {t('reconcile.allMatch')}</p>
        : <SortableTable isModal label={t('reconcile.candidates')} columns={columns} rows={numbered} keyOf={({ index }) => String(index)} rowTestId="reconcile-row" />}
    </>
  );
}
