// How much is put on the line at a time, by what it bore before.

/** A line too bad for this much may bear half of it; the same again might never arrive. */
export function loadAfterSilence(tried: number, least: number): number {
  return Math.max(least, Math.floor(tried / 2));
}

/** What arrived may have been less than the line bears. */
export function loadAfterArrival(was: number, most: number): number {
  return Math.min(most, was * 2);
}
