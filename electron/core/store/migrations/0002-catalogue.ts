// What the carrier publishes: plans, staff, store, configuration and the offline directory.
import type { Migration } from '../migrate.ts';

export const catalogueMigration: Migration = {
  version: 2,
  name: 'catalogue',
  sql: `
    CREATE TABLE plan (plan_id TEXT PRIMARY KEY, version INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
    CREATE TABLE staff (staff_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash_sealed TEXT NOT NULL) STRICT;
    CREATE TABLE store (lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1), data TEXT NOT NULL) STRICT;
    CREATE TABLE config (lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1), data TEXT NOT NULL) STRICT;
    CREATE TABLE pin_lock (staff_id TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until TEXT) STRICT;

    CREATE TABLE subscriber (
      id INTEGER PRIMARY KEY,
      ref TEXT NOT NULL UNIQUE,
      msisdn_digest BLOB NOT NULL,
      iccid_digest BLOB NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX subscriber_msisdn ON subscriber (msisdn_digest);
    CREATE INDEX subscriber_iccid ON subscriber (iccid_digest);

    CREATE TABLE outcome (
      sale_id TEXT PRIMARY KEY,
      status TEXT NOT NULL CHECK (status IN ('applied', 'rejected')),
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX outcome_rejected ON outcome (status) WHERE status = 'rejected';
  `,
};
