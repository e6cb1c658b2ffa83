// Codes that expire and are not to be guessed, keys that change, terminals that are shut out by somebody and let in again.
import type { Migration } from '../migrate.ts';

export const terminalCare: Migration = {
  number: 4,
  name: 'terminal-care',
  statements: [
    'ALTER TABLE activation_codes ADD COLUMN made_at text, ADD COLUMN expires_at text',
    `CREATE TABLE activation_tries (
      store_id text NOT NULL,
      tried_at text NOT NULL
    )`,
    'CREATE INDEX activation_tries_by_store ON activation_tries (store_id, tried_at)',
    'CREATE INDEX activation_tries_by_age ON activation_tries (tried_at)',
    `ALTER TABLE terminals
      ADD COLUMN key_since text, ADD COLUMN previous_public_key text, ADD COLUMN previous_until text,
      ADD COLUMN revoked_at text, ADD COLUMN revoked_by text`,
    'CREATE INDEX terminals_by_store ON terminals (store_id)',
  ],
};
