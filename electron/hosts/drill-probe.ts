// The Probe port for fault drills: ends processes at a named point, as a power cut or a crash would.
import { probePoints, type Probe, type ProbePoint } from '../core/ports.ts';

/** Does nothing: what every till in a shop has. */
export const idleProbe: Probe = { reach: () => undefined };

/** Where a drill strikes: the point, and the how-manieth reaching of it (from 1). */
export interface DrillPlan {
  readonly point: ProbePoint;
  readonly nth: number;
}

/** Reads `sale.after-commit` or `sale.after-commit:3`; null for anything else. */
export function parseDrillPlan(text: string | undefined): DrillPlan | null {
  const [name, count = '1', ...rest] = (text ?? '').split(':');
  const point = probePoints.find((known) => known === name);
  if (point === undefined || rest.length > 0 || !/^[1-9]\d{0,5}$/.test(count)) return null;
  return { point, nth: Number(count) };
}

/** Calls `strike` when the plan's point is reached for the nth time, once. */
export function drillProbe(plan: DrillPlan, strike: () => void): Probe {
  let reached = 0;
  return {
    reach: (point) => {
      if (point !== plan.point) return;
      reached += 1;
      if (reached === plan.nth) strike();
    },
  };
}

/** Several drills at once. */
export function joinProbes(probes: readonly Probe[]): Probe {
  return {
    reach: (point) => {
      for (const probe of probes) probe.reach(point);
    },
  };
}
