// Payments, refunds and the store's money lines. Amounts are fen; instants are text in the contract's format, so they compare as text.
import type { Migration } from '../migrate.ts';

const methods = `('cash', 'alipay', 'wechat', 'unionpay', 'card', 'balance')`;

export const payments: Migration = {
  number: 2,
  name: 'payments',
  statements: [
    // What a tombstone (undone before it was ever sent) does not know is null.
    `CREATE TABLE payments (
      payment_id text PRIMARY KEY,
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      store_id text NOT NULL,
      sale_id text,
      subscriber_ref text,
      method text CHECK (method IN ('alipay', 'wechat', 'unionpay', 'balance')),
      way text CHECK (way IN ('payer-code', 'store-code', 'account')),
      amount_fen bigint CHECK (amount_fen > 0),
      fingerprint text,
      state text NOT NULL CHECK (state IN ('created', 'sent', 'confirming', 'unknown', 'reversing', 'settled', 'failed', 'reversed')),
      reference text,
      failure text,
      store_code text,
      created_at text NOT NULL,
      give_up_at text,
      next_at text,
      tries integer NOT NULL DEFAULT 0,
      lease_until text,
      lease_number bigint,
      undo_reason text,
      used_by_sale text,
      late_word text,
      CHECK (fingerprint IS NOT NULL OR state = 'reversed'),
      CHECK ((state IN ('settled', 'failed', 'reversed')) = (next_at IS NULL))
    )`,
    'CREATE INDEX payments_due ON payments (next_at) WHERE next_at IS NOT NULL',
    'CREATE INDEX payments_by_sale ON payments (sale_id)',
    'CREATE SEQUENCE lease_numbers',
    'ALTER TABLE sales DROP CONSTRAINT sales_status_check',
    `ALTER TABLE sales ADD CONSTRAINT sales_status_check CHECK (status IN ('applied', 'rejected', 'voided'))`,
    // How the card stood before, for a refund that moves its validity back.
    'ALTER TABLE sales ADD COLUMN applied_order bigint',
    'ALTER TABLE sales ADD COLUMN period text',
    'ALTER TABLE sales ADD COLUMN is_moved_back boolean NOT NULL DEFAULT false',
    'CREATE SEQUENCE applied_orders',
    'CREATE INDEX sales_by_subscriber ON sales (subscriber_ref, applied_order)',
    `CREATE TABLE store_lines (
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      seq integer NOT NULL,
      line integer NOT NULL,
      store_id text NOT NULL,
      business_date text NOT NULL,
      hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
      kind text NOT NULL CHECK (kind IN ('sale', 'void', 'refund', 'rounding', 'tender', 'tender-back', 'over-short', 'shift-opened')),
      sale_id text,
      payment_id text,
      method text CHECK (method IN ${methods}),
      plan_id text,
      staff_id text NOT NULL,
      amount_fen bigint NOT NULL,
      PRIMARY KEY (terminal_id, seq, line)
    )`,
    'CREATE INDEX store_lines_by_day ON store_lines (store_id, business_date)',
    'CREATE INDEX store_lines_by_sale ON store_lines (sale_id, kind)',
    `CREATE TABLE refunds (
      refund_id text PRIMARY KEY,
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      store_id text NOT NULL,
      sale_id text NOT NULL,
      amount_fen bigint NOT NULL CHECK (amount_fen > 0),
      fingerprint text NOT NULL,
      status text NOT NULL CHECK (status IN ('accepted', 'done', 'failed', 'conflict')),
      failure text,
      reason text NOT NULL,
      validity text NOT NULL CHECK (validity IN ('moved-back', 'stays')),
      expiry_after text,
      is_in_journal boolean NOT NULL DEFAULT false,
      created_at text NOT NULL,
      next_at text,
      tries integer NOT NULL DEFAULT 0,
      lease_until text,
      lease_number bigint
    )`,
    'CREATE INDEX refunds_due ON refunds (next_at) WHERE next_at IS NOT NULL',
    'CREATE INDEX refunds_by_sale ON refunds (sale_id)',
    `CREATE TABLE refund_lines (
      refund_id text NOT NULL REFERENCES refunds (refund_id),
      line integer NOT NULL,
      payment_id text NOT NULL,
      method text NOT NULL CHECK (method IN ${methods}),
      amount_fen bigint NOT NULL CHECK (amount_fen > 0),
      refund_number text NOT NULL UNIQUE,
      state text NOT NULL CHECK (state IN ('waiting', 'sent', 'done', 'failed')),
      PRIMARY KEY (refund_id, line)
    )`,
    'CREATE INDEX refund_lines_by_payment ON refund_lines (payment_id)',
    // The last guard of the cap, whatever the program does: the sale's row is locked, so two at once are counted one after the other.
    `CREATE FUNCTION refuse_refund_beyond_tender() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        its_sale text;
        its_status text;
        paid bigint;
        given bigint;
      BEGIN
        SELECT sale_id, status INTO its_sale, its_status FROM refunds WHERE refund_id = NEW.refund_id;
        IF its_status = 'conflict' THEN RETURN NEW; END IF;
        PERFORM 1 FROM sales WHERE sale_id = its_sale FOR UPDATE;
        SELECT coalesce(sum(amount_fen), 0) INTO paid FROM store_lines
          WHERE sale_id = its_sale AND payment_id = NEW.payment_id AND kind = 'tender';
        SELECT coalesce(sum(l.amount_fen), 0) INTO given FROM refund_lines l JOIN refunds r USING (refund_id)
          WHERE r.sale_id = its_sale AND l.payment_id = NEW.payment_id AND r.status <> 'failed';
        IF given + NEW.amount_fen > paid THEN RAISE EXCEPTION 'more is given back than was paid'; END IF;
        RETURN NEW;
      END
    $$`,
    `CREATE TRIGGER refund_stays_below_tender BEFORE INSERT ON refund_lines
      FOR EACH ROW EXECUTE FUNCTION refuse_refund_beyond_tender()`,
    // What a person has to look at: nothing that went against the rules is passed over in silence.
    `CREATE TABLE attention (
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      store_id text NOT NULL,
      business_date text NOT NULL,
      kind text NOT NULL,
      subject text NOT NULL,
      sale_id text,
      amount_fen bigint NOT NULL,
      at text NOT NULL,
      PRIMARY KEY (kind, subject)
    )`,
    'CREATE INDEX attention_by_day ON attention (store_id, business_date)',
    `CREATE TABLE training_orders (
      order_number text PRIMARY KEY,
      outcome text NOT NULL,
      amount_fen bigint NOT NULL,
      is_store_code boolean NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'settled', 'failed', 'reversed', 'unseen')),
      asked integer NOT NULL DEFAULT 0,
      undone integer NOT NULL DEFAULT 0,
      created_at text NOT NULL
    )`,
    `CREATE TABLE training_refunds (
      refund_number text PRIMARY KEY,
      order_number text NOT NULL,
      amount_fen bigint NOT NULL,
      asked integer NOT NULL DEFAULT 0
    )`,
  ],
};
