// What the till knows of its computer's clock, and an open shift that may move to the day on which it really was.
import type { Migration } from '../migrate.ts';

export const clockMigration: Migration = {
  version: 8,
  name: 'clock',
  sql: `
    CREATE TABLE till_clock (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      offset_ms INTEGER,
      heard_at TEXT,
      unsure_after_seq INTEGER
    ) STRICT;
    INSERT INTO till_clock (lock) VALUES (1);

    -- The day of a line may change, and nothing else of it, while its shift is open: a till whose clock stood wrong dated it.
    DROP TRIGGER money_line_no_update;
    CREATE TRIGGER money_line_no_update BEFORE UPDATE ON money_line
      WHEN NEW.seq IS NOT OLD.seq OR NEW.line IS NOT OLD.line OR NEW.kind IS NOT OLD.kind OR NEW.method IS NOT OLD.method OR NEW.plan_id IS NOT OLD.plan_id
        OR NEW.staff_id IS NOT OLD.staff_id OR NEW.approver_id IS NOT OLD.approver_id OR NEW.shift_id IS NOT OLD.shift_id OR NEW.hour IS NOT OLD.hour
        OR NEW.at IS NOT OLD.at OR NEW.amount_fen IS NOT OLD.amount_fen OR NEW.sale_id IS NOT OLD.sale_id OR NEW.note IS NOT OLD.note
        OR NOT EXISTS (SELECT 1 FROM shift WHERE shift.shift_id = OLD.shift_id AND shift.closed_at IS NULL)
      BEGIN SELECT RAISE(ABORT, 'money lines never change'); END;
  `,
};
