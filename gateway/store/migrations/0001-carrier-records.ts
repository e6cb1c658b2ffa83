// Terminals, journals, subscribers, sales and the feed of changes. Instants and dates are text in the contract's format.
import type { Migration } from '../migrate.ts';

export const carrierRecords: Migration = {
  number: 1,
  name: 'carrier-records',
  statements: [
    `CREATE TABLE gateway_identity (
      lock integer PRIMARY KEY CHECK (lock = 1),
      feed_id text NOT NULL,
      directory_key text NOT NULL,
      code_secret text NOT NULL,
      seeded_with text
    )`,
    'CREATE SEQUENCE terminal_numbers',
    `CREATE TABLE terminals (
      terminal_id text PRIMARY KEY,
      store_id text NOT NULL,
      public_key text NOT NULL,
      status text NOT NULL CHECK (status IN ('active', 'revoked')),
      enrolled_at text NOT NULL,
      head_seq integer NOT NULL,
      head_hash text NOT NULL
    )`,
    `CREATE TABLE activation_codes (
      store_id text NOT NULL,
      code_hash text NOT NULL,
      used_by text REFERENCES terminals (terminal_id),
      used_at text,
      PRIMARY KEY (store_id, code_hash)
    )`,
    `CREATE TABLE nonces (
      terminal_id text NOT NULL,
      nonce text NOT NULL,
      created_seconds bigint NOT NULL,
      PRIMARY KEY (terminal_id, nonce)
    )`,
    'CREATE INDEX nonces_by_age ON nonces (created_seconds)',
    // `body` is the text under the hash, byte for byte: jsonb would not keep it.
    `CREATE TABLE journal (
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      seq integer NOT NULL CHECK (seq >= 1),
      type text NOT NULL,
      body text NOT NULL,
      hash text NOT NULL,
      received_at text NOT NULL,
      PRIMARY KEY (terminal_id, seq)
    )`,
    `CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'journal rows are never changed or removed';
      END
    $$`,
    `CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()`,
    `CREATE TABLE subscribers (
      ref text PRIMARY KEY,
      msisdn_digest text NOT NULL,
      iccid_digest text NOT NULL,
      document_digest text,
      is_recycled boolean NOT NULL,
      record text NOT NULL
    )`,
    'CREATE INDEX subscribers_by_msisdn ON subscribers (msisdn_digest)',
    'CREATE INDEX subscribers_by_iccid ON subscribers (iccid_digest)',
    'CREATE INDEX subscribers_by_document ON subscribers (document_digest)',
    `CREATE TABLE plans (
      plan_id text NOT NULL,
      version integer NOT NULL,
      record text NOT NULL,
      PRIMARY KEY (plan_id, version)
    )`,
    `CREATE TABLE sales (
      sale_id text PRIMARY KEY,
      terminal_id text NOT NULL REFERENCES terminals (terminal_id),
      seq integer NOT NULL,
      status text NOT NULL CHECK (status IN ('applied', 'rejected')),
      subscriber_ref text,
      total_fen bigint,
      business_date text NOT NULL,
      outcome text NOT NULL
    )`,
    'CREATE SEQUENCE change_numbers',
    `CREATE TABLE changes (
      scope text NOT NULL,
      kind text NOT NULL,
      id text NOT NULL,
      version integer NOT NULL,
      seq bigint NOT NULL UNIQUE,
      data text,
      PRIMARY KEY (scope, kind, id)
    )`,
  ],
};
