// The feed read by range, its epochs, and how far deletions were forgotten.
import type { Migration } from '../migrate.ts';

export const feed: Migration = {
  number: 5,
  name: 'feed',
  statements: [
    // Beginning with the scope it would be taken for reading the feed, and everything a terminal ever had be sorted.
    'ALTER TABLE changes DROP CONSTRAINT changes_pkey, ADD PRIMARY KEY (id, kind, scope)',
    'CREATE INDEX changes_by_scope ON changes (scope, seq)',
    // The few records a terminal must have before it can sell. The condition is repeated, word for word, by who reads them.
    `CREATE INDEX changes_essential ON changes (scope, seq) WHERE kind IN ('store', 'config', 'staff', 'plan')`,
    'CREATE INDEX changes_gone ON changes (scope, seq) WHERE data IS NULL',
    // Whoever saw a number above `after_seq` saw it under this epoch or a later one.
    'CREATE TABLE feed_epochs (after_seq bigint PRIMARY KEY, epoch text NOT NULL)',
    'CREATE TABLE feed_marks (noted_at text PRIMARY KEY, seq bigint NOT NULL)',
    'CREATE TABLE feed_forgotten (lock integer PRIMARY KEY CHECK (lock = 1), through_seq bigint NOT NULL)',
    'INSERT INTO feed_forgotten (lock, through_seq) VALUES (1, 0)',
  ],
};
