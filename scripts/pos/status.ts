// pos status: how this terminal stands, read from its file without touching it; works while the till runs.
import { countPending, readHead } from '#core/journal/journal-repository.ts';
import { readOpenShift, sumSalesOfShift } from '#core/shift/shift-repository.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { countRejected, readProgress } from '#core/sync/sync-repository.ts';
import { readStore, readTerminal } from '#core/terminal/terminal-repository.ts';
import { formatYuan } from '#shared/domain/fen.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import type { Answer } from './answer.ts';

export function readStatus(db: ReadDb, place: Workplace): Answer {
  const terminal = readTerminal(db);
  const store = readStore(db);
  const progress = readProgress(db);
  const pending = countPending(db, progress.acknowledgedThrough);
  const head = readHead(db);
  const value = {
    dataDir: place.coreDir, mode: place.mode, terminalId: terminal?.terminalId ?? null, storeId: terminal?.storeId ?? null,
    storeName: store?.name ?? null, isTraining: terminal?.isTraining ?? null, gatewayUrl: terminal?.gatewayUrl ?? null, shift: shiftNow(db),
    pending: { entries: pending.entries, sales: pending.sales, oldestAt: pending.oldestAt },
    lastContactAt: progress.lastContactAt, lostSince: progress.lostSince, rejectedSales: countRejected(db), stoppedBy: progress.stoppedBy,
    head: { seq: head.seq, hash: head.hash }, acknowledgedThrough: progress.acknowledgedThrough,
  };
  return { isWell: terminal !== null && value.stoppedBy === null && value.rejectedSales === 0, value, lines: linesOf(value) };
}

type Status = ReturnType<typeof shiftNow>;

function shiftNow(db: ReadDb): { shiftId: string; staffId: string; openedAt: string; businessDate: string; floatFen: number; saleCount: number; salesFen: number } | null {
  const shift = readOpenShift(db);
  if (shift === null) return null;
  const { saleCount, salesFen } = sumSalesOfShift(db, shift.shiftId);
  const { shiftId, staffId, openedAt, businessDate, floatFen } = shift;
  return { shiftId, staffId, openedAt, businessDate, floatFen, saleCount, salesFen };
}

interface StatusValue {
  readonly dataDir: string;
  readonly terminalId: string | null;
  readonly storeId: string | null;
  readonly storeName: { readonly en: string } | null;
  readonly isTraining: boolean | null;
  readonly shift: Status;
  readonly pending: { readonly entries: number; readonly sales: number; readonly oldestAt: string | null };
  readonly lastContactAt: string | null;
  readonly lostSince: string | null;
  readonly rejectedSales: number;
  readonly stoppedBy: string | null;
  readonly head: { readonly seq: number; readonly hash: string };
}

function linesOf(value: StatusValue): string[] {
  const { shift, pending } = value;
  return [
    `data       ${value.dataDir}`,
    value.terminalId === null
      ? 'terminal   not enrolled'
      : `terminal   ${value.terminalId} at ${value.storeId ?? '?'} ${value.storeName?.en ?? ''}${value.isTraining === true ? ' (training)' : ''}`,
    shift === null
      ? 'shift      none open'
      : `shift      open since ${shift.openedAt} (${shift.businessDate}, ${shift.staffId}): ${shift.saleCount} sales, ${yuan(shift.salesFen)}`,
    pending.entries === 0
      ? 'waiting    nothing: the carrier has everything'
      : `waiting    ${pending.entries} entries, ${pending.sales} of them sales, the oldest from ${pending.oldestAt ?? '?'}`,
    `contact    ${value.lastContactAt ?? 'never'}${value.lostSince === null ? '' : `; out of reach since ${value.lostSince}`}`,
    `rejected   ${value.rejectedSales === 0 ? 'none' : `${value.rejectedSales} sales need a person`}`,
    `journal    ${value.head.seq} rows, head ${value.head.hash}`,
    ...(value.stoppedBy === null ? [] : [`STOPPED    ${value.stoppedBy}: selling has stopped until a person acts`]),
  ];
}

// The figures come from the till's own file, whose columns are whole fen.
const yuan = (amountFen: number): string => formatYuan(amountFen as Parameters<typeof formatYuan>[0]);
