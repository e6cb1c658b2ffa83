// The gateway over PostgreSQL inside the process, as training mode runs it.
import { openPgliteDb } from '#gateway/store/pglite-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { systemRandom } from '#tests/support/gateway-process.ts';
import { gatewaySuite } from '#tests/suites/gateway-suite.ts';

gatewaySuite('PGlite', async (clock) => {
  const db = await openPgliteDb(null);
  await prepareDatabase(db, { clock, random: systemRandom, seed: 'training' });
  return db;
});
