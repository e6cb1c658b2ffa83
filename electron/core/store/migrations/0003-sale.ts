// Shifts, drafts, identity checks, sales, tenders and the print queue: projections beside the journal.
import type { Migration } from '../migrate.ts';

export const saleMigration: Migration = {
  version: 3,
  name: 'sale',
  sql: `
    CREATE TABLE shift (
      shift_id TEXT PRIMARY KEY,
      staff_id TEXT NOT NULL,
      opened_at TEXT NOT NULL,
      business_date TEXT NOT NULL,
      float_fen INTEGER NOT NULL CHECK (float_fen >= 0),
      opened_seq INTEGER NOT NULL REFERENCES journal (seq),
      closed_at TEXT,
      z_number INTEGER UNIQUE,
      z_data TEXT,
      z_receipt TEXT,
      CHECK ((closed_at IS NULL) = (z_number IS NULL) AND (closed_at IS NULL) = (z_data IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX shift_one_open ON shift (closed_at IS NULL) WHERE closed_at IS NULL;

    -- Tables keyed by time-ordered UUIDs are kept in key order (WITHOUT ROWID): a sale then touches few pages, and each
    -- page touched is 4 kB more to write before the customer has the word that it is done.
    CREATE TABLE sale_draft (
      sale_id TEXT PRIMARY KEY,
      subscriber_ref TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'completed', 'abandoned')),
      begun_at TEXT NOT NULL,
      begun_by TEXT NOT NULL,
      identity_check_id TEXT,
      quote TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX sale_draft_one_open ON sale_draft (state) WHERE state = 'open';

    CREATE TABLE identity_check (
      identity_check_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES sale_draft (sale_id),
      document_type TEXT NOT NULL,
      number_masked TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('match', 'mismatch', 'expired', 'not-comparable')),
      checked_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sale (
      seq INTEGER PRIMARY KEY REFERENCES journal (seq),
      sale_id TEXT NOT NULL UNIQUE REFERENCES sale_draft (sale_id),
      receipt_number TEXT NOT NULL,
      receipt_count INTEGER NOT NULL,
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      staff_id TEXT NOT NULL,
      subscriber_ref TEXT NOT NULL,
      completed_at TEXT NOT NULL,
      business_date TEXT NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('online', 'offline')),
      msisdn_masked TEXT NOT NULL,
      plan_id TEXT NOT NULL,
      plan_name TEXT NOT NULL,
      months INTEGER NOT NULL,
      total_fen INTEGER NOT NULL CHECK (total_fen > 0),
      expiry_before TEXT,
      expected_expiry TEXT NOT NULL,
      service_end_on TEXT NOT NULL,
      anchor_day INTEGER NOT NULL,
      auto_renewal TEXT NOT NULL,
      receipt TEXT NOT NULL
    ) STRICT;
    -- Also what keeps a receipt number, which is made of these two, from being given twice.
    CREATE UNIQUE INDEX sale_by_day ON sale (business_date, receipt_count);
    CREATE INDEX sale_by_subscriber ON sale (subscriber_ref, seq);

    CREATE TABLE tender (
      sale_id TEXT NOT NULL REFERENCES sale (sale_id),
      payment_id TEXT NOT NULL,
      method TEXT NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      received_fen INTEGER NOT NULL,
      change_fen INTEGER NOT NULL,
      PRIMARY KEY (sale_id, payment_id),
      CHECK (received_fen - change_fen = amount_fen)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE print_job (
      print_job_id TEXT PRIMARY KEY,
      sale_id TEXT,
      shift_id TEXT,
      copy_number INTEGER NOT NULL CHECK (copy_number >= 0),
      asked_by TEXT,
      asked_at TEXT NOT NULL,
      title TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'handed', 'spooled', 'saved', 'unconfirmed', 'failed')),
      detail TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      CHECK ((sale_id IS NULL) <> (shift_id IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX print_job_of_sale ON print_job (sale_id, copy_number) WHERE sale_id IS NOT NULL;
    CREATE UNIQUE INDEX print_job_of_shift ON print_job (shift_id, copy_number) WHERE shift_id IS NOT NULL;
    CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('queued', 'handed');
  `,
};
