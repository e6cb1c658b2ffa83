// Statements that a transaction sends together.
import { afterAll, describe, expect, it } from 'vitest';
import { together } from '#gateway/store/together.ts';
import type { SqlRunner } from '#gateway/store/gateway-db.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';

export function transactionTests(test: GatewayUnderTest): void {
  const note = async (tx: SqlRunner, word: string): Promise<number> => {
    const rows = await tx.query<{ place: number }>('INSERT INTO notes (word) VALUES ($1) RETURNING place', [word]);
    return rows[0]?.place ?? 0;
  };
  const noted = async (): Promise<readonly string[]> => (await test.db().query<{ word: string }>('SELECT word FROM notes ORDER BY place')).map(({ word }) => word);

  const warnings: string[] = [];
  const hear = ({ message }: Error): void => void warnings.push(message);

  describe('statements sent together', () => {
    // The driver warns once in a process, so whichever test it was is heard.
    process.on('warning', hear);
    afterAll(() => void process.off('warning', hear));

    it('[G72] are given to the driver one by one, as it wants them', async () => {
      await test.db().transaction(async (tx) => together([1, 2, 3].map(async (number) => tx.query('SELECT $1::int AS number', [number]))));
      await new Promise((resolve) => { setImmediate(resolve); });
      expect(warnings).toEqual([]);
    });

    it('[G72] run in the order they were given in, and see each other', async () => {
      await test.db().query('CREATE TABLE notes (place integer GENERATED ALWAYS AS IDENTITY, word text NOT NULL UNIQUE)');
      const [first, second, seen] = await test.db().transaction(async (tx) => together([note(tx, 'a'), note(tx, 'b'), tx.query('SELECT word FROM notes ORDER BY place')]));
      expect([first, second, seen]).toEqual([1, 2, [{ word: 'a' }, { word: 'b' }]]);
    });

    it('[G72] leave nothing when one fails, also of what was to be sent after the failure', async () => {
      const before = await noted();
      const inTwoSteps = async (tx: SqlRunner): Promise<void> => {
        await note(tx, 'first step');
        await note(tx, 'second step');
      };
      await expect(test.db().transaction(async (tx) => together([note(tx, 'twice'), note(tx, 'twice'), inTwoSteps(tx)]))).rejects.toThrow(/unique/);
      expect(await noted()).toEqual(before);
    });

    it('[G72] fail as the first in the list did', async () => {
      const later = async (): Promise<never> => {
        await new Promise((resolve) => { setTimeout(resolve, 20); });
        throw new Error('first in the list');
      };
      await expect(together([later(), Promise.reject(new Error('first in time'))])).rejects.toThrow('first in the list');
    });
  });
}
