// Simulated time for the storm: events in order, and stations that serve one after the other.

export interface Timeline {
  /** Milliseconds; 0 is the moment the gateway is back. */
  nowMs(): number;
  at(ms: number, event: () => void): void;
  /** Each event to the end of all it sets off, until `isDone` or nothing is left. */
  run(isDone: () => boolean): Promise<void>;
}

/** A core or a database: work waits for the work before. */
export interface Station {
  serve(ms: number): Promise<void>;
}

export function createTimeline(): Timeline {
  const heap = createHeap();
  let nowMs = -Infinity;
  let count = 0;
  return {
    nowMs: () => nowMs,
    at: (ms, event) => {
      count += 1;
      heap.push({ atMs: ms, number: count, event });
    },
    run: async (isDone) => {
      for (let next = heap.pop(); next !== null && !isDone(); next = heap.pop()) {
        nowMs = next.atMs;
        next.event();
        // Nothing of it waits for anything but promises, and those are through by the next turn.
        await new Promise((resolve) => { setImmediate(resolve); });
      }
    },
  };
}

export function createStation(time: Timeline): Station {
  let freeAtMs = -Infinity;
  return {
    serve: async (ms) => {
      freeAtMs = Math.max(freeAtMs, time.nowMs()) + ms;
      await new Promise<void>((resolve) => { time.at(freeAtMs, resolve); });
    },
  };
}

interface Planned { readonly atMs: number; readonly number: number; readonly event: () => void }

const isBefore = (a: Planned, b: Planned): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);

interface Heap { push(planned: Planned): void; pop(): Planned | null }

function createHeap(): Heap {
  const items: Planned[] = [];
  return {
    push: (planned) => {
      let at = items.length;
      for (let parent = items[(at - 1) >> 1]; at > 0 && parent !== undefined && isBefore(planned, parent); parent = items[(at - 1) >> 1]) {
        items[at] = parent;
        at = (at - 1) >> 1;
      }
      items[at] = planned;
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (first === undefined || last === undefined) return null;
      if (items.length > 0) sink(items, last);
      return first;
    },
  };
}

/** Puts an event in at the top and lets it down to its place. */
function sink(items: Planned[], planned: Planned): void {
  let at = 0;
  for (;;) {
    const [left, right] = [items[2 * at + 1], items[2 * at + 2]];
    if (left === undefined) break;
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (isBefore(planned, child)) break;
    items[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  items[at] = planned;
}
