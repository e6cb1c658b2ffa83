// What the core process may see of the environment. Drills never reach a packaged till and strike only once.

type Environment = Readonly<Record<string, string | undefined>>;

const DRILL = 'HEYON_DRILL_';
const strikingDrills: ReadonlySet<string> = new Set(['HEYON_DRILL_KILL_AT', 'HEYON_DRILL_EXIT_AT']);

export interface CoreStart {
  readonly isPackaged: boolean;
  /** A restarted core must not be ended again by the drill that ended the one before. */
  readonly isRestart: boolean;
  /** Process id of the shell, which a drill may end. */
  readonly shellPid: number;
}

/** The environment for the next core process. */
export function coreEnvironment(env: Environment, start: CoreStart): Record<string, string> {
  const isKept = (name: string): boolean => {
    if (!name.startsWith(DRILL)) return true;
    return !start.isPackaged && !(start.isRestart && strikingDrills.has(name));
  };
  const kept = Object.entries(env).flatMap(([name, value]) => (value !== undefined && isKept(name) ? [[name, value] as const] : []));
  return { ...Object.fromEntries(kept), ...(start.isPackaged ? {} : { HEYON_DRILL_SHELL_PID: String(start.shellPid) }) };
}
