// pos status: how this terminal stands, read from its file without touching it; works while the till runs.
import { readCheckpoint, type Checkpoint } from '#core/journal/checkpoint-repository.ts';
import { countPending, readHead } from '#core/journal/journal-repository.ts';
import { readOpenShift } from '#core/shift/shift-repository.ts';
import { shiftTotals } from '#core/shift/shift-view.ts';
import { listBackups } from '#core/store/backup-files.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { countRejected, readProgress } from '#core/sync/sync-repository.ts';
import { readStore, readTerminal } from '#core/terminal/terminal-repository.ts';
import { formatYuan } from '#shared/domain/fen.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import type { Answer } from './answer.ts';

export function readStatus(db: ReadDb, place: Workplace): Answer {
  const progress = readProgress(db);
  const { entries, sales, oldestAt } = countPending(db, progress.acknowledgedThrough);
  const value = {
    dataDir: place.coreDir, mode: place.mode, ...identityNow(db), shift: shiftNow(db), pending: { entries, sales, oldestAt },
    lastContactAt: progress.lastContactAt, lostSince: progress.lostSince, rejectedSales: countRejected(db), stoppedBy: progress.stoppedBy,
    head: readHead(db), acknowledgedThrough: progress.acknowledgedThrough, checkpoint: readCheckpoint(db),
    backups: listBackups(place.coreDir).map(({ name, version, madeAt, bytes }) => ({ name, version, madeAt, bytes })),
  };
  return { isWell: value.terminalId !== null && value.stoppedBy === null && value.rejectedSales === 0, value, lines: linesOf(value) };
}

function identityNow(db: ReadDb): { terminalId: string | null; storeId: string | null; storeName: { readonly en: string } | null; isTraining: boolean | null; gatewayUrl: string | null } {
  const terminal = readTerminal(db);
  if (terminal === null) return { terminalId: null, storeId: null, storeName: null, isTraining: null, gatewayUrl: null };
  const { terminalId, storeId, isTraining, gatewayUrl } = terminal;
  return { terminalId, storeId, storeName: readStore(db)?.name ?? null, isTraining, gatewayUrl };
}

type Status = ReturnType<typeof shiftNow>;

function shiftNow(db: ReadDb): { shiftId: string; staffId: string; openedAt: string; businessDate: string; floatFen: number; saleCount: number; salesFen: number } | null {
  const shift = readOpenShift(db);
  if (shift === null) return null;
  const { saleCount, salesFen } = shiftTotals(db, shift);
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
  readonly checkpoint: Checkpoint | null;
  readonly backups: readonly { readonly name: string; readonly madeAt: string; readonly bytes: number }[];
}

function linesOf(value: StatusValue): string[] {
  return [
    `data       ${value.dataDir}`,
    `terminal   ${terminalText(value)}`,
    `shift      ${shiftText(value.shift)}`,
    `waiting    ${waitingText(value.pending)}`,
    `contact    ${value.lastContactAt ?? 'never'}${value.lostSince === null ? '' : `; out of reach since ${value.lostSince}`}`,
    `rejected   ${value.rejectedSales === 0 ? 'none' : `${value.rejectedSales} sales need a person`}`,
    `journal    ${value.head.seq} rows, head ${value.head.hash}`,
    `checked    ${value.checkpoint === null ? 'never as a whole' : `rows 1 to ${value.checkpoint.seq} by ${value.checkpoint.verifiedAt}`}`,
    ...backupLines(value.backups),
    ...(value.stoppedBy === null ? [] : [`STOPPED    ${value.stoppedBy}: selling has stopped until a person acts`]),
  ];
}

function backupLines(backups: StatusValue['backups']): string[] {
  if (backups.length === 0) return ['backups    none yet'];
  return backups.map(({ name, madeAt, bytes }, index) => `${index === 0 ? 'backups   ' : '          '} ${name} from ${madeAt}, ${bytes} bytes`);
}

function terminalText({ terminalId, storeId, storeName, isTraining }: StatusValue): string {
  if (terminalId === null) return 'not enrolled';
  return `${terminalId} at ${storeId ?? '?'} ${storeName?.en ?? ''}${isTraining === true ? ' (training)' : ''}`;
}

function shiftText(shift: Status): string {
  if (shift === null) return 'none open';
  return `open since ${shift.openedAt} (${shift.businessDate}, ${shift.staffId}): ${shift.saleCount} sales, ${yuan(shift.salesFen)}`;
}

function waitingText({ entries, sales, oldestAt }: StatusValue['pending']): string {
  return entries === 0 ? 'nothing: the carrier has everything' : `${entries} entries, ${sales} of them sales, the oldest from ${oldestAt ?? '?'}`;
}

// The figures come from the till's own file, whose columns are whole fen.
const yuan = (amountFen: number): string => formatYuan(amountFen as Parameters<typeof formatYuan>[0]);
