// The append-only journal, which is also the outbox, and the single rows that say who this terminal is.
import type { Migration } from '../migrate.ts';

export const journalMigration: Migration = {
  version: 1,
  name: 'journal',
  sql: `
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY CHECK (seq >= 1),
      type TEXT NOT NULL,
      at TEXT NOT NULL,
      business_date TEXT NOT NULL,
      payload TEXT NOT NULL,
      prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
      hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal rows never change'); END;
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal rows are never deleted'); END;
    CREATE TRIGGER journal_no_gap BEFORE INSERT ON journal
      WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
      BEGIN SELECT RAISE(ABORT, 'journal rows leave no gap'); END;

    CREATE TABLE terminal (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      terminal_id TEXT NOT NULL,
      store_id TEXT NOT NULL,
      gateway_url TEXT NOT NULL,
      is_training INTEGER NOT NULL CHECK (is_training IN (0, 1)),
      is_key_sealed INTEGER NOT NULL CHECK (is_key_sealed IN (0, 1)),
      enrolled_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE sync_progress (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      acknowledged_through INTEGER NOT NULL DEFAULT 0,
      acknowledged_hash TEXT NOT NULL DEFAULT '${'0'.repeat(64)}',
      changes_cursor TEXT,
      has_first_snapshot INTEGER NOT NULL DEFAULT 0,
      last_contact_at TEXT,
      lost_since TEXT,
      stopped_by TEXT
    ) STRICT;
    INSERT INTO sync_progress (lock) VALUES (1);

    CREATE TABLE setting (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      locale TEXT,
      printer TEXT NOT NULL DEFAULT '',
      paper_mm INTEGER NOT NULL DEFAULT 80
    ) STRICT;
    INSERT INTO setting (lock) VALUES (1);
  `,
};
