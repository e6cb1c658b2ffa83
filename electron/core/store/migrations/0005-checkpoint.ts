// How far the journal was once checked as a whole, so that a start need not begin at the first row.
import type { Migration } from '../migrate.ts';

export const checkpointMigration: Migration = {
  version: 5,
  name: 'checkpoint',
  sql: `
    CREATE TABLE journal_checkpoint (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      seq INTEGER NOT NULL REFERENCES journal (seq),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      verified_at TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER journal_checkpoint_forward BEFORE UPDATE ON journal_checkpoint WHEN NEW.seq < OLD.seq
      BEGIN SELECT RAISE(ABORT, 'a checkpoint never moves back'); END;
    CREATE TRIGGER journal_checkpoint_stays BEFORE DELETE ON journal_checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END;
  `,
};
