// Where a till's data lie in its folder.
export const DATABASE_FILE = 'pos.db';
