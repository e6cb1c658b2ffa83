// Every migration in order, listed by hand so that two branches conflict here and not in somebody's database.
import type { Migration } from '../migrate.ts';
import { carrierRecords } from './0001-carrier-records.ts';
import { payments } from './0002-payments.ts';
import { unread } from './0003-unread.ts';
import { terminalCare } from './0004-terminal-care.ts';
import { feed } from './0005-feed.ts';

export const allMigrations: readonly Migration[] = [carrierRecords, payments, unread, terminalCare, feed];
