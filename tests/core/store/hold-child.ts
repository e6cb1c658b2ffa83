// A program of its own that asks for a data folder, says what it was told, and keeps what it got until it is ended.
import { writeSync } from 'node:fs';
import { holdData } from '#core/store/hold-data.ts';

const [, , dataDir = '', uid = ''] = process.argv;
// Everything is loaded by now: another user need not be able to read the program.
if (uid !== '') process.setuid?.(Number(uid));
const hold = holdData(dataDir, null);
writeSync(1, `${hold.ok ? 'held' : JSON.stringify(hold.problem)}\n`);
setInterval(() => undefined, 60_000);
