// Which delivery of the carrier's feed each row came with, and how far the one under way is.
import type { Migration } from '../migrate.ts';

export const deliveryMigration: Migration = {
  version: 6,
  name: 'delivery',
  sql: `
    ALTER TABLE subscriber ADD COLUMN delivery INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE plan ADD COLUMN delivery INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE staff ADD COLUMN delivery INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE feed_delivery (
      lock INTEGER PRIMARY KEY DEFAULT 1 CHECK (lock = 1),
      number INTEGER NOT NULL DEFAULT 0,
      snapshot TEXT,
      received INTEGER NOT NULL DEFAULT 0,
      total INTEGER NOT NULL DEFAULT 0,
      has_essentials INTEGER NOT NULL DEFAULT 0 CHECK (has_essentials IN (0, 1)),
      is_sweeping INTEGER NOT NULL DEFAULT 0 CHECK (is_sweeping IN (0, 1))
    ) STRICT;
    INSERT INTO feed_delivery (lock, has_essentials) SELECT 1, has_first_snapshot FROM sync_progress;
    ALTER TABLE sync_progress DROP COLUMN has_first_snapshot;
  `,
};
