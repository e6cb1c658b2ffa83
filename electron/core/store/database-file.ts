// Where a till's data lie in its folder.
export const DATABASE_FILE = 'pos.db';

/** There while another till is being put in the place of the one that stood here (`swap-till.ts`). */
export const SWAP_FILE = 'swap.json';
