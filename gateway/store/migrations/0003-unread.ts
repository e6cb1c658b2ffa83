// What nothing reads goes: payments are looked up by their ids, and training never asks again how an order was made.
import type { Migration } from '../migrate.ts';

export const unread: Migration = {
  number: 3,
  name: 'unread',
  statements: ['DROP INDEX payments_by_sale', 'ALTER TABLE training_orders DROP COLUMN is_store_code'],
};
