// How old the device key is, which one the journal last spoke of, and whether others could read it.
import type { Migration } from '../migrate.ts';

export const deviceKeyMigration: Migration = {
  version: 7,
  name: 'device-key',
  sql: `
    ALTER TABLE terminal ADD COLUMN key_made_at TEXT;
    ALTER TABLE terminal ADD COLUMN key_print TEXT;
    ALTER TABLE terminal ADD COLUMN is_key_exposed INTEGER NOT NULL DEFAULT 0 CHECK (is_key_exposed IN (0, 1));
  `,
};
