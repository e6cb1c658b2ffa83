// All migrations in order, listed by hand so that two branches conflict here and not on a customer's disk.
import type { Migration } from '../migrate.ts';
import { journalMigration } from './0001-journal.ts';
import { catalogueMigration } from './0002-catalogue.ts';
import { saleMigration } from './0003-sale.ts';
import { moneyMigration } from './0004-money.ts';
import { checkpointMigration } from './0005-checkpoint.ts';
import { deliveryMigration } from './0006-delivery.ts';
import { deviceKeyMigration } from './0007-device-key.ts';
import { clockMigration } from './0008-clock.ts';

export const allMigrations: readonly Migration[] = [
  journalMigration, catalogueMigration, saleMigration, moneyMigration, checkpointMigration, deliveryMigration, deviceKeyMigration, clockMigration,
];
