// pos doctor: everything a till stands on, looked at once, each finding with what to do about it.
import { verifySinceCheckpoint } from '#core/journal/verify-journal.ts';
import { countPending } from '#core/journal/journal-repository.ts';
import { readOpenPrintJobs } from '#core/receipt/print-job-repository.ts';
import { openStore } from '#core/store/open-store.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { readProgress } from '#core/sync/sync-repository.ts';
import { readTerminal } from '#core/terminal/terminal-repository.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import type { Answer } from './answer.ts';
import { fine, text, worse, type Finding, type Level } from './finding.ts';
import { lookAtBackups, lookAtDisk, lookAtKeys } from './look-at-disk.ts';
import { lookAtGateway } from './look-at-gateway.ts';

const HOUR_MS = 3_600_000;

/** Well when nothing fails; what is only to be looked at leaves the exit code alone. */
export async function examine(place: Workplace): Promise<Answer> {
  const nowMs = Date.parse(systemClock.now());
  const { findings, gatewayUrl } = lookAtFile(place, nowMs);
  const all = [
    ...lookAtDisk(place.coreDir), ...findings, lookAtBackups(place.coreDir, nowMs),
    ...(gatewayUrl === null ? [] : [...lookAtKeys(place.coreDir), ...await lookAtGateway(gatewayUrl)]),
  ];
  const isWell = all.every(({ level }) => level !== 'fail');
  return { isWell, value: { ok: isWell, findings: all }, lines: all.flatMap(linesOf) };
}

const signs: Readonly<Record<Level, string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

function linesOf({ area, level, what, fix }: Finding): string[] {
  return [
    `${signs[level]} ${area.padEnd(11)} ${what.en}`,
    ...(level === 'ok' ? [] : [`     ${''.padEnd(11)} ${what['zh-CN']}`]),
    ...(fix === null ? [] : [`     ${''.padEnd(11)} -> ${fix.en}`, `     ${''.padEnd(11)} -> ${fix['zh-CN']}`]),
  ];
}

interface FileLook {
  readonly findings: readonly Finding[];
  /** Null when the file cannot be read or nobody is enrolled in it. */
  readonly gatewayUrl: string | null;
}

const unreadable: FileLook = {
  gatewayUrl: null,
  findings: [worse('journal', 'fail', text('the till\'s file cannot be read', '无法读取数据文件'), text('delete nothing; pos export FILE saves what can be read, then pos restore the newest backup', '请勿删除任何文件；先用 pos export 导出可读内容，再用 pos restore 恢复最新备份'))],
};

function lookAtFile(place: Workplace, nowMs: number): FileLook {
  const opened = openStore({ dataDir: place.coreDir, sqliteBinding: null, at: systemClock.now(), isReadOnly: true });
  if (!opened.ok) return unreadable;
  const store = opened.value;
  try {
    const terminal = readTerminal(store.read);
    if (terminal === null) return { gatewayUrl: null, findings: [worse('journal', 'fail', text('not enrolled', '终端尚未开通'), text('enrol it in the window', '请在窗口中开通终端'))] };
    const gatewayUrl = (terminal.isTraining ? place.gatewayUrl : null) ?? terminal.gatewayUrl;
    return { gatewayUrl, findings: [journalOf(store.read), queueOf(store.read, nowMs), slipsOf(store.read, nowMs)] };
  } catch {
    // For example a file of an older program, or one with a page that is gone.
    return unreadable;
  } finally {
    store.close();
  }
}

function journalOf(db: ReadDb): Finding {
  const { stoppedBy } = readProgress(db);
  if (stoppedBy !== null) return worse('journal', 'fail', text(`selling has stopped: ${stoppedBy}`, `已停止销售：${stoppedBy}`), text('see "When selling stops" in docs/operations.md', '请查阅 docs/operations.md 中的处理办法'));
  const terminal = readTerminal(db);
  const checked = terminal === null ? null : verifySinceCheckpoint(db, terminal.terminalId);
  if (checked?.ok === false) {
    const { seq } = checked.problem;
    return worse('journal', 'fail', text(`row ${seq} does not fit`, `第 ${seq} 条记录校验未通过`), text('delete nothing; pos verify --whole, then pos export FILE, then call support', '请勿删除任何文件；依次执行 pos verify --whole 和 pos export，然后联系支持人员'));
  }
  return fine('journal', text('whole since its last checkpoint', '自上次检查点以来完整'));
}

function queueOf(db: ReadDb, nowMs: number): Finding {
  const { entries, oldestAt } = countPending(db, readProgress(db).acknowledgedThrough);
  if (oldestAt === null) return fine('queue', text('empty: the carrier has everything', '无待传数据：运营商已全部收到'));
  const hours = Math.max(0, Math.floor((nowMs - Date.parse(oldestAt)) / HOUR_MS));
  const what = text(`${entries} entries wait, the oldest for ${hours} h`, `${entries} 条待传，最早的已等待 ${hours} 小时`);
  if (hours < 1) return fine('queue', what);
  return worse('queue', hours >= 24 ? 'fail' : 'warn', what, text('see gateway and clock below, then pos sync', '请先查看下方的网关和时间，再执行 pos sync'));
}

/** What the printing knows without a window: the slips that were handed over and those that still wait. */
function slipsOf(db: ReadDb, nowMs: number): Finding {
  const open = readOpenPrintJobs(db);
  const oldest = open.map(({ askedAt }) => askedAt).toSorted()[0];
  if (oldest === undefined) return fine('printer', text('no slip waits', '没有等待打印的小票'));
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(oldest)) / 60_000));
  const what = text(`${open.length} slips wait, the oldest for ${minutes} min`, `${open.length} 张小票等待打印，最早的已等待 ${minutes} 分钟`);
  if (minutes < 10) return fine('printer', what);
  return worse('printer', 'warn', what, text('see paper, cable and the printer chosen in the settings; the window prints them when it is open', '请检查纸张、连接线和设置中的打印机；窗口打开后会自动打印'));
}
