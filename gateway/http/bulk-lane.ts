// How many of the calls that carry much are in the house at once, and how many of them are at the database.

export interface BulkLane {
  /** A place, and how to leave it (again does no harm); null when the house is full. */
  enter(): (() => void) | null;
  /** Runs `work` when its turn has come, in the order of arrival. */
  atDatabase<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * `places` bounds the memory that bodies take; `slots` (fewer than the database has connections) leaves some to those for
 * whom a customer waits.
 */
export function createBulkLane(limits: { readonly places: number; readonly slots: number }): BulkLane {
  let taken = 0;
  let atWork = 0;
  const waiting: (() => void)[] = [];
  return {
    enter: () => {
      if (taken >= limits.places) return null;
      taken += 1;
      let isInside = true;
      return () => {
        if (isInside) taken -= 1;
        isInside = false;
      };
    },
    atDatabase: async (work) => {
      if (atWork >= limits.slots) await new Promise<void>((resolve) => { waiting.push(resolve); });
      else atWork += 1;
      try {
        return await work();
      } finally {
        // The slot goes on to who waits longest.
        const next = waiting.shift();
        if (next === undefined) atWork -= 1;
        else next();
      }
    },
  };
}

/** Of so many connections, what is left to bulk. */
export function bulkSlotsOf(connections: number): number {
  return Math.max(1, Math.floor(connections * 0.6));
}
