// Electronic tenders, voids, refunds, approvals, counts and the lines from which every figure is summed.
import type { Migration } from '../migrate.ts';

export const moneyMigration: Migration = {
  version: 4,
  name: 'money',
  sql: `
    -- A parked sale is an open one that somebody laid aside; only one may be in hand.
    ALTER TABLE sale_draft ADD COLUMN parked_at TEXT;
    -- The directory's row, kept only where it was deleted while money was on the sale: whoever has paid is served to the end.
    ALTER TABLE sale_draft ADD COLUMN card TEXT;
    DROP INDEX sale_draft_one_open;
    CREATE UNIQUE INDEX sale_draft_one_open ON sale_draft (state) WHERE state = 'open' AND parked_at IS NULL;
    CREATE INDEX sale_draft_parked ON sale_draft (state) WHERE state = 'open' AND parked_at IS NOT NULL;

    ALTER TABLE sale ADD COLUMN rounding_fen INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tender ADD COLUMN way TEXT;
    ALTER TABLE tender ADD COLUMN reference TEXT;
    -- How far entries may have left the terminal: raised before a batch is sent, so that nothing behind it was ever offered.
    ALTER TABLE sync_progress ADD COLUMN offered_through INTEGER NOT NULL DEFAULT 0;
    UPDATE sync_progress SET offered_through = coalesce((SELECT max(seq) FROM journal), 0);

    CREATE TABLE payment (
      payment_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES sale_draft (sale_id),
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      staff_id TEXT NOT NULL,
      method TEXT NOT NULL,
      way TEXT NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      state TEXT NOT NULL CHECK (state IN ('created', 'sent', 'confirming', 'unknown', 'reversing', 'settled', 'failed', 'reversed')),
      started_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      give_up_at TEXT,
      reference TEXT,
      approval_code TEXT,
      card_last4 TEXT CHECK (card_last4 IS NULL OR length(card_last4) = 4),
      store_code TEXT,
      failure TEXT,
      is_forced INTEGER NOT NULL DEFAULT 0 CHECK (is_forced IN (0, 1)),
      undo_reason TEXT
    ) STRICT, WITHOUT ROWID;
    -- Nobody is charged twice: while one payment of a sale has no end, no other can begin.
    CREATE UNIQUE INDEX payment_one_open ON payment (sale_id) WHERE state IN ('created', 'sent', 'confirming', 'unknown', 'reversing');
    CREATE INDEX payment_of_sale ON payment (sale_id, state);
    CREATE INDEX payment_of_shift ON payment (shift_id);
    CREATE INDEX payment_open ON payment (state) WHERE state IN ('created', 'sent', 'confirming', 'unknown', 'reversing');

    CREATE TABLE sale_void (
      sale_id TEXT PRIMARY KEY REFERENCES sale (sale_id),
      seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      staff_id TEXT NOT NULL,
      approval_id TEXT,
      reason TEXT NOT NULL,
      voided_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE refund (
      refund_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES sale (sale_id),
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      staff_id TEXT NOT NULL,
      approval_id TEXT,
      reason TEXT NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      state TEXT NOT NULL CHECK (state IN ('requested', 'completed', 'failed')),
      mode TEXT NOT NULL CHECK (mode IN ('online', 'offline')),
      validity TEXT NOT NULL CHECK (validity IN ('moved-back', 'stays', 'undecided')),
      expiry_after TEXT,
      failure TEXT,
      requested_at TEXT NOT NULL,
      changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refund_of_sale ON refund (sale_id);
    CREATE INDEX refund_open ON refund (state) WHERE state = 'requested';
    CREATE TABLE refund_line (
      refund_id TEXT NOT NULL REFERENCES refund (refund_id),
      payment_id TEXT NOT NULL,
      sale_id TEXT NOT NULL,
      method TEXT NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      PRIMARY KEY (refund_id, payment_id),
      FOREIGN KEY (sale_id, payment_id) REFERENCES tender (sale_id, payment_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refund_line_of_tender ON refund_line (sale_id, payment_id);
    -- The cap holds here, too, whatever the program above believes: never more than was paid, never on what was voided.
    CREATE TRIGGER refund_line_cap BEFORE INSERT ON refund_line
      WHEN NEW.amount_fen + (
        SELECT coalesce(sum(refund_line.amount_fen), 0) FROM refund_line JOIN refund ON refund.refund_id = refund_line.refund_id
         WHERE refund_line.sale_id = NEW.sale_id AND refund_line.payment_id = NEW.payment_id AND refund.state <> 'failed'
      ) > (SELECT amount_fen FROM tender WHERE sale_id = NEW.sale_id AND payment_id = NEW.payment_id)
      BEGIN SELECT RAISE(ABORT, 'refunds never exceed what was paid'); END;
    CREATE TRIGGER refund_not_after_void BEFORE INSERT ON refund WHEN EXISTS (SELECT 1 FROM sale_void WHERE sale_id = NEW.sale_id)
      BEGIN SELECT RAISE(ABORT, 'a voided sale is not refunded'); END;
    CREATE TRIGGER void_not_after_refund BEFORE INSERT ON sale_void WHEN EXISTS (SELECT 1 FROM refund WHERE sale_id = NEW.sale_id AND state <> 'failed')
      BEGIN SELECT RAISE(ABORT, 'a refunded sale is not voided'); END;

    CREATE TABLE refund_task (
      sale_id TEXT PRIMARY KEY REFERENCES sale (sale_id),
      owner_id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      closed_at TEXT,
      closed_how TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refund_task_open ON refund_task (closed_at) WHERE closed_at IS NULL;
    INSERT INTO refund_task (sale_id, owner_id, created_at)
      SELECT sale.sale_id, sale.staff_id, json_extract(outcome.data, '$.decidedAt') FROM outcome JOIN sale ON sale.sale_id = outcome.sale_id
       WHERE outcome.status = 'rejected';

    CREATE TABLE approval (
      approval_id TEXT PRIMARY KEY,
      operation TEXT NOT NULL,
      amount_fen INTEGER NOT NULL,
      subject TEXT NOT NULL,
      approver_id TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('pin', 'code')),
      granted_at TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      used_at TEXT,
      CHECK (approver_id <> asked_by)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE approval_challenge (
      challenge_id TEXT PRIMARY KEY,
      operation TEXT NOT NULL,
      amount_fen INTEGER NOT NULL,
      subject TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      request_code TEXT NOT NULL,
      made_at TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      wrong_tries INTEGER NOT NULL DEFAULT 0,
      used_at TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE shift_count (
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      attempt INTEGER NOT NULL CHECK (attempt >= 1),
      staff_id TEXT NOT NULL,
      counted_fen INTEGER NOT NULL,
      expected_fen INTEGER NOT NULL,
      denominations TEXT,
      counted_at TEXT NOT NULL,
      PRIMARY KEY (shift_id, attempt)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER shift_count_no_update BEFORE UPDATE ON shift_count BEGIN SELECT RAISE(ABORT, 'counts never change'); END;
    CREATE TRIGGER shift_count_no_delete BEFORE DELETE ON shift_count BEGIN SELECT RAISE(ABORT, 'counts are never deleted'); END;
    CREATE TRIGGER shift_closed_no_update BEFORE UPDATE ON shift WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'closed shifts never change'); END;
    CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'shifts are never deleted'); END;

    -- Slips that belong to neither a sale nor a close (voids, refunds, cash movements) carry their own paper.
    CREATE TABLE print_job_next (
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
      document TEXT,
      CHECK ((sale_id IS NOT NULL) + (shift_id IS NOT NULL) + (document IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO print_job_next (print_job_id, sale_id, shift_id, copy_number, asked_by, asked_at, title, state, detail, changed_at)
      SELECT print_job_id, sale_id, shift_id, copy_number, asked_by, asked_at, title, state, detail, changed_at FROM print_job;
    DROP TABLE print_job;
    ALTER TABLE print_job_next RENAME TO print_job;
    CREATE UNIQUE INDEX print_job_of_sale ON print_job (sale_id, copy_number) WHERE sale_id IS NOT NULL;
    CREATE UNIQUE INDEX print_job_of_shift ON print_job (shift_id, copy_number) WHERE shift_id IS NOT NULL;
    CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('queued', 'handed');

    -- outcome learns the third word of the carrier.
    CREATE TABLE outcome_next (
      sale_id TEXT PRIMARY KEY,
      status TEXT NOT NULL CHECK (status IN ('applied', 'rejected', 'voided')),
      data TEXT NOT NULL
    ) STRICT;
    INSERT INTO outcome_next (sale_id, status, data) SELECT sale_id, status, data FROM outcome;
    DROP TABLE outcome;
    ALTER TABLE outcome_next RENAME TO outcome;
    CREATE INDEX outcome_rejected ON outcome (status) WHERE status = 'rejected';

    -- One line per movement of turnover or money, signed: what came in is positive. X, Z, review, exports and prints are sums
    -- of these and of nothing else. Kept in the order of the day, so that a day is read in one piece.
    -- What was done at the drawer without a sale, once per press, so that a repeat after a lost answer books nothing.
    CREATE TABLE drawer_act (
      move_id TEXT PRIMARY KEY,
      seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      act TEXT NOT NULL CHECK (act IN ('in', 'out', 'drop', 'open')),
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE money_line (
      business_date TEXT NOT NULL,
      seq INTEGER NOT NULL REFERENCES journal (seq),
      line INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sale', 'void', 'refund', 'rounding', 'tender', 'tender-back', 'float', 'paid-in', 'paid-out', 'drop', 'over-short')),
      method TEXT,
      plan_id TEXT,
      staff_id TEXT NOT NULL,
      approver_id TEXT,
      shift_id TEXT NOT NULL,
      hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
      at TEXT NOT NULL,
      amount_fen INTEGER NOT NULL,
      sale_id TEXT,
      note TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (business_date, seq, line),
      CHECK ((kind IN ('tender', 'tender-back')) = (method IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    -- Turnover by day alone, so that a year is summed without reading the lines themselves.
    CREATE INDEX money_line_turnover ON money_line (business_date, kind, amount_fen) WHERE kind IN ('sale', 'void', 'refund', 'rounding');
    CREATE TRIGGER money_line_no_update BEFORE UPDATE ON money_line BEGIN SELECT RAISE(ABORT, 'money lines never change'); END;
    CREATE TRIGGER money_line_no_delete BEFORE DELETE ON money_line BEGIN SELECT RAISE(ABORT, 'money lines are never deleted'); END;

    -- What an earlier version sold. Its stores all stood at +08:00.
    INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, approver_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT business_date, seq, 0, 'sale', NULL, plan_id, staff_id, NULL, shift_id, CAST(strftime('%H', completed_at, '+8 hours') AS INTEGER), completed_at, total_fen, sale_id FROM sale;
    INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, approver_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT sale.business_date, sale.seq, 1, 'tender', tender.method, NULL, sale.staff_id, NULL, sale.shift_id, CAST(strftime('%H', sale.completed_at, '+8 hours') AS INTEGER),
             sale.completed_at, tender.amount_fen, sale.sale_id
        FROM sale JOIN tender ON tender.sale_id = sale.sale_id;
    INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, approver_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT business_date, opened_seq, 0, 'float', NULL, NULL, staff_id, NULL, shift_id, CAST(strftime('%H', opened_at, '+8 hours') AS INTEGER), opened_at, float_fen, NULL FROM shift;

    -- Counts of what is no money: copies, no-sales, checks, approvals. Sales themselves stay out of it.
    CREATE INDEX journal_by_day ON journal (business_date, type)
      WHERE type IN ('receipt.printed', 'drawer.opened', 'identity.checked', 'approval.granted', 'approval.refused', 'staff.pin_failed', 'shift.counted',
                     'agreement.signed', 'agreement.cancelled');
    -- Everything that names a sale or a payment besides the sale's own row, which is found by its number: the story of a
    -- sale is read from here, and committing a sale writes nothing into it.
    CREATE INDEX journal_of_sale ON journal (coalesce(json_extract(payload, '$.saleId'), json_extract(payload, '$.subject')))
      WHERE type IN ('identity.checked', 'payment.started', 'payment.settled', 'payment.failed', 'payment.unknown', 'payment.reversing', 'payment.reversed',
                     'sale.voided', 'refund.started', 'refund.completed', 'refund.failed', 'receipt.printed', 'task.assigned', 'task.closed',
                     'approval.granted', 'approval.refused');
  `,
};
