// Time that processes have spent on a core, as the system counts it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const MS_PER_TICK = 10;

/** User and system time of a process with all its threads; null where the system does not tell. */
export function cpuMsOf(pid: number | undefined): number | null {
  const fields = statOf(String(pid));
  return fields === null ? null : ownMs(fields);
}

/** Of a PostgreSQL server on this computer: of its postmaster, of all it started, and of those that have ended. Null where the system does not tell. */
export function serverCpuMs(dataDirectory: string): number | null {
  const [postmaster = ''] = readFileSync(path.join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n');
  const own = statOf(postmaster);
  if (own === null) return null;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => statOf(pid) ?? []).filter((fields) => fields.parent === postmaster);
  return ownMs(own) + own.endedChildrenTicks * MS_PER_TICK + children.reduce((sum, fields) => sum + ownMs(fields), 0);
}

interface Stat { readonly parent: string; readonly ticks: number; readonly endedChildrenTicks: number }

const ownMs = ({ ticks }: Stat): number => ticks * MS_PER_TICK;

function statOf(pid: string): Stat | null {
  try {
    // After the name, which may hold anything: state, parent, and so on.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: fields[1] ?? '', ticks: Number(fields[11]) + Number(fields[12]), endedChildrenTicks: Number(fields[13]) + Number(fields[14]) };
  } catch {
    return null;
  }
}
