// Statements of one transaction that need nothing of each other.

/**
 * Sent at once, in the given order: the server works on one while the next is put together here. Waits for all, also
 * when one fails: a statement that is still sent after the caller has rolled back would run outside the transaction.
 * Rejects as the first in the list that failed.
 */
export async function together<T extends readonly Promise<unknown>[]>(works: readonly [...T]): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled<unknown>(works);
  return Promise.all(works);
}
