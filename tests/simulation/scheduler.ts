// Simulated time: one queue of events, taken by their time and, at the same time, in the order they were made.

export interface SimEvent {
  /** The terminal it happens at; null: elsewhere. */
  readonly owner: number | null;
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface Scheduler {
  /** Milliseconds since 1970, simulated. */
  nowMs(): number;
  /** Calls off when the answer is called before its time. */
  after(delayMs: number, event: SimEvent): () => void;
  /** Work outside simulated time (a hash in another thread): no further event before its end. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** No further event after the one at work. */
  stop(): void;
  /** Events one by one, each to the end of all it sets off; ends when `isDone`, when stopped or when nothing is left. */
  run(isDone: () => boolean, afterEach: (event: SimEvent) => Promise<void>): Promise<void>;
}

interface Planned extends SimEvent {
  readonly atMs: number;
  readonly number: number;
  isOff: boolean;
}

const isBefore = (a: Planned, b: Planned): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);

export function createScheduler(startMs: number): Scheduler {
  const queue = createHeap();
  let nowMs = startMs;
  let made = 0;
  let held = 0;
  let isStopped = false;
  return {
    stop: () => {
      isStopped = true;
    },
    nowMs: () => nowMs,
    after: (delayMs, event) => {
      made += 1;
      const planned: Planned = { ...event, atMs: nowMs + Math.max(0, Math.round(delayMs)), number: made, isOff: false };
      queue.push(planned);
      return () => {
        planned.isOff = true;
      };
    },
    hold: async (work) => {
      held += 1;
      try {
        return await work;
      } finally {
        held -= 1;
      }
    },
    run: async (isDone, afterEach) => {
      for (let next = queue.pop(); next !== null; next = isStopped || isDone() ? null : queue.pop()) {
        if (next.isOff) continue;
        nowMs = next.atMs;
        await next.run();
        await settle(() => held > 0);
        await afterEach(next);
      }
    },
  };
}

/** What is set off without waiting for simulated time needs no more than promises and a few turns of the event loop. */
async function settle(isHeld: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3 || isHeld(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface Heap {
  push(planned: Planned): void;
  pop(): Planned | null;
}

function createHeap(): Heap {
  const items: Planned[] = [];
  const swap = (a: number, b: number): void => {
    const kept = items[a]!;
    items[a] = items[b]!;
    items[b] = kept;
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(items[at]!, items[parent]!)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && isBefore(items[child]!, items[least]!)) least = child;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    push: (planned) => {
      items.push(planned);
      rise(items.length - 1);
    },
    pop: () => {
      if (items.length === 0) return null;
      swap(0, items.length - 1);
      const first = items.pop() ?? null;
      sink();
      return first;
    },
  };
}
