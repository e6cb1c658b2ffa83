// pos doctor on this computer's disk: room and writing, the rights of the keys, the age and soundness of the backups.
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { listBackups } from '#core/store/backup-files.ts';
import { inspectCopy } from '#core/store/inspect-copy.ts';
import { readKeyFile } from '../../electron/hosts/key-file.ts';
import { fine, text, worse, type Finding } from './finding.ts';

const RESERVE_BYTES = 200_000_000;
const WARN_BYTES = 1_000_000_000;
const HOUR_MS = 3_600_000;

export function lookAtDisk(dataDir: string): Finding[] {
  return [roomIn(dataDir), writingIn(dataDir)];
}

function roomIn(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const megabytes = Math.floor(free / 1_000_000);
  const what = text(`${megabytes} MB free`, `剩余 ${megabytes} MB`);
  if (free >= WARN_BYTES) return fine('disk', what);
  return worse('disk', free < RESERVE_BYTES ? 'fail' : 'warn', what, text('free space: below 200 MB no backup is made, at 0 selling stops', '请腾出空间：不足 200 MB 时不再备份，用尽后停止销售'));
}

/** Writes, syncs and removes a small file where the till keeps its own. */
function writingIn(dataDir: string): Finding {
  const file = path.join(dataDir, `.doctor-${process.pid}`);
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, 'x');
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
      rmSync(file, { force: true });
    }
    return fine('disk', text('can be written to and synced', '可写入并同步'));
  } catch (cause) {
    const code = codeOf(cause);
    return worse('disk', 'fail', text(`cannot be written to (${code})`, `无法写入（${code}）`), text('give the folder to the account of the till, or mend the disk', '请把该文件夹的权限交给收银程序的账户，或检修磁盘'));
  }
}

const keyNames = ['device', 'directory', 'store'] as const;

export function lookAtKeys(dataDir: string): Finding[] {
  const folder = path.join(dataDir, 'keys');
  const missing = keyNames.filter((name) => !existsSync(path.join(folder, `${name}.key`)));
  if (missing.length > 0) {
    return [worse('keys', 'fail', text(`missing: ${missing.join(', ')}`, `缺少：${missing.join('、')}`), text('bring the folder keys/ back; without it a new terminal must take over', '请恢复 keys/ 文件夹；无法恢复时须启用新终端'))];
  }
  return [rightsOf(folder), sealingOf(folder)];
}

function rightsOf(folder: string): Finding {
  const open = ['.', ...readdirSync(folder)].filter((name) => (statSync(path.join(folder, name)).mode & 0o077) !== 0);
  // Windows has no such rights; the profile's own protect the folder there.
  if (process.platform === 'win32' || open.length === 0) return fine('keys', text('for their owner alone', '仅所有者可读'));
  return worse('keys', 'fail', text('others may read them', '其他账户可以读取'), text('chmod -R go-rwx keys/, then change the key in the settings', '请执行 chmod -R go-rwx keys/，然后在设置中更换密钥'));
}

function sealingOf(folder: string): Finding {
  try {
    const isSealed = keyNames.every((name) => readKeyFile(folder, name)?.sealed === true);
    if (isSealed) return fine('keys', text('sealed by the keychain', '已由系统钥匙串加密'));
    return worse('keys', 'warn', text('not sealed by a keychain', '未由系统钥匙串加密'), text('set up a keychain on this computer; until then keep others off this account', '请在本机启用钥匙串；在此之前不要让他人使用该账户'));
  } catch (cause) {
    return worse('keys', 'fail', text(`cannot be read (${codeOf(cause)})`, `无法读取（${codeOf(cause)}）`), text('give the folder back to the account of the till', '请把该文件夹的权限交还收银程序的账户'));
  }
}

export function lookAtBackups(dataDir: string, nowMs: number): Finding {
  const [newest] = listBackups(dataDir);
  const fix = text('leave the till on for two minutes, or run pos backup FILE', '请让收银程序运行两分钟以上，或执行 pos backup 文件名');
  if (newest === undefined) return worse('backups', 'warn', text('none yet', '尚无备份'), fix);
  const inspected = inspectCopy(newest.file, { sqliteBinding: null, isChainChecked: true });
  if (!inspected.ok) {
    const { flaw } = inspected.problem;
    return worse('backups', 'fail', text(`${newest.name} does not verify (${flaw})`, `${newest.name} 校验未通过（${flaw}）`), text('check the disk, keep every earlier backup, run pos verify --whole', '请检查磁盘，保留所有较早的备份，并执行 pos verify --whole'));
  }
  const hours = Math.floor((nowMs - Date.parse(newest.madeAt)) / HOUR_MS);
  const what = text(`${newest.name}, ${hours} h old, verified just now`, `${newest.name}，${hours} 小时前，刚刚校验通过`);
  return hours > 48 ? worse('backups', 'warn', what, fix) : fine('backups', what);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
