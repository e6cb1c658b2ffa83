// The gateway as a program: starting, ending, its folder and its arguments.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readArguments } from '#gateway/command-line.ts';
import { openPgliteDb } from '#gateway/store/pglite-db.ts';
import { readIdentity } from '#gateway/store/gateway-identity.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { startGateway, systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { enrolNew, newKey, send } from '#tests/support/signed-terminal.ts';
import { salePayload } from '#tests/support/sale-payload.ts';

const root = path.resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'heyon-gateway-program-'));
const children: ChildProcess[] = [];
let folders = 0;
const newFolder = (): string => path.join(scratch, `db-${folders += 1}`);

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Started { readonly child: ChildProcess; readonly url: string; readonly output: string }

async function startProgram(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, ['gateway/main.ts', ...args], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  const output = await new Promise<string>((resolve, reject) => {
    let text = '';
    let errors = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.stderr.on('data', (part: Buffer) => { errors += part.toString(); });
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  return { child, url: output.trim().split(' ').at(-1) ?? '', output };
}

/** Runs to its end. */
async function run(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, ['gateway/main.ts', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const texts = { output: '', errors: '' };
  child.stdout.on('data', (part: Buffer) => { texts.output += part.toString(); });
  child.stderr.on('data', (part: Buffer) => { texts.errors += part.toString(); });
  const code = await new Promise<number | null>((resolve) => { child.on('close', resolve); });
  return { code, ...texts };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => { child.on('exit', (code) => resolve(code)); });
}

describe('gateway/main', () => {
  it('[G31] prints its address and nothing else, serves, and ends cleanly when told', async () => {
    const { child, url, output } = await startProgram('--database', newFolder(), '--seed', 'none');
    expect(output).toMatch(/^gateway listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect((await send(`${url}/readyz`, 'GET', undefined)).status).toBe(200);
    const ended = exitOf(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('[G31] ends with the process that started it', async () => {
    const { child } = await startProgram('--database', newFolder(), '--seed', 'none', '--parent-watch');
    const ended = exitOf(child);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('[G30] lets one process into a folder, and the next in when that one was killed', async () => {
    const folder = newFolder();
    const { child } = await startProgram('--database', folder, '--seed', 'none');
    await expect(startProgram('--database', folder, '--seed', 'none')).rejects.toThrow('in use by process');
    const ended = exitOf(child);
    child.kill('SIGKILL');
    await ended;
    expect((await startProgram('--database', folder, '--seed', 'none')).url).toMatch(/^http/);
  });

  it('[G31] keeps what it answered for when it is killed', async () => {
    const folder = newFolder();
    const template = await startGateway({ dataDir: folder });
    const terminal = await enrolNew(template.url, template.db, () => systemClock.now());
    await template.close();
    const first = await startProgram('--database', folder);
    terminal.record('sale.completed', salePayload({ ref: 'sub-000050' }));
    const answer = await terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal } }, first.url);
    const ended = exitOf(first.child);
    first.child.kill('SIGKILL');
    await ended;
    const second = await startProgram('--database', folder);
    const held = await terminal.send(`/v1/terminals/${terminal.id}/journal`, {}, second.url);
    expect([answer.status, held.body]).toEqual([200, { entries: terminal.journal, ...answer.body }]);
  });

  it('[G55][G58][G59] makes codes, lists terminals, shuts them out and lets them in from the command line', async () => {
    const folder = newFolder();
    const act = (...args: string[]) => run('--database', folder, ...args);
    const made = await act('--new-activation-code', 'SZ-001', '--valid-hours', '2');
    const code = made.output.split(' ')[0] ?? '';
    expect([made.code, code]).toEqual([0, expect.stringMatching(/^[0-9A-Z-]{19}$/)]);
    const first = await startProgram('--database', folder);
    const { status, body } = await send(`${first.url}/v1/terminals`, 'POST', { storeCode: 'SZ-001', activationCode: code, publicKey: newKey().publicKey });
    expect(status).toBe(201);
    const ended = exitOf(first.child);
    first.child.kill('SIGTERM');
    await ended;
    const id = String(body['terminalId']);
    expect((await act('--revoke-terminal', id)).output).toMatch(new RegExp(`^${id} is shut out since `));
    expect((await act('--list-terminals', 'SZ-001')).output).toMatch(new RegExp(`^${id}  revoked  enrolled .*  entries 0  last never$`, 'm'));
    expect((await act('--readmit-terminal', id)).output).toBe(`${id} is let in again\n`);
    expect(await act('--new-activation-code', 'SZ-404')).toEqual({ code: 1, output: '', errors: 'no store SZ-404\n' });
    expect(await act('--revoke-terminal', 'T-9999')).toEqual({ code: 1, output: '', errors: 'no terminal T-9999\n' });
  });

  it('says how it is used when it is not understood', async () => {
    await expect(startProgram('--port', 'many')).rejects.toThrow(/ended with 2: --port many is no port\nusage: gateway/);
  });
});

describe('gateway/command-line', () => {
  it.each<[string[], string | undefined, object]>([
    [[], '/data', { port: 0, host: '127.0.0.1', database: { kind: 'folder', folder: path.resolve('/data/gateway') }, seed: 'training', watchesParent: false, act: null }],
    [[], undefined, { port: 0, host: '127.0.0.1', database: { kind: 'folder', folder: path.resolve('.heyon-gateway') }, seed: 'training', watchesParent: false, act: null }],
    [['--database', 'postgres://h/d', '--port', '80', '--parent-watch'], undefined, { port: 80, host: '127.0.0.1', database: { kind: 'server', url: 'postgres://h/d' }, seed: 'none', watchesParent: true, act: null }],
    [['--database', 'postgresql://h/d', '--seed', 'training'], '/data', { port: 0, host: '127.0.0.1', database: { kind: 'server', url: 'postgresql://h/d' }, seed: 'training', watchesParent: false, act: null }],
  ])('reads %j in %s', (args, dataDir, expected) => {
    expect(readArguments(args, dataDir)).toEqual({ ok: true, value: expected });
  });

  it.each<[string[], object]>([
    [['--new-activation-code', 'SZ-001'], { kind: 'new-activation-code', storeId: 'SZ-001', validHours: 168 }],
    [['--new-activation-code', 'SZ-001', '--valid-hours', '4'], { kind: 'new-activation-code', storeId: 'SZ-001', validHours: 4 }],
    [['--list-terminals', 'SZ-001'], { kind: 'list-terminals', storeId: 'SZ-001' }],
    [['--revoke-terminal', 'T-0003'], { kind: 'revoke-terminal', terminalId: 'T-0003' }],
    [['--readmit-terminal', 'T-0003'], { kind: 'readmit-terminal', terminalId: 'T-0003' }],
  ])('reads the act in %j', (args, act) => {
    expect(readArguments(args, '/data')).toMatchObject({ ok: true, value: { act } });
  });

  it.each([['--port', '70000'], ['--seed', 'some'], ['--nonsense'], ['--port'], ['--valid-hours', '4'], ['--new-activation-code', 'SZ-001', '--valid-hours', '0'], ['--revoke-terminal', 'T-0001', '--list-terminals', 'SZ-001']])('refuses %s', (...args) => {
    expect(readArguments(args, undefined)).toMatchObject({ ok: false, problem: { code: 'usage' } });
  });
});

describe('gateway/store/prepare-database', () => {
  it('[G29] seeds once: a second start changes nothing, and the activation code stays used', async () => {
    const dataDir = newFolder();
    const first = await startGateway({ dataDir });
    const enrol = async (url: string, publicKey: string) => send(`${url}/v1/terminals`, 'POST', { storeCode: 'SZ-001', activationCode: 'TRAIN-0001', publicKey });
    expect((await enrol(first.url, newKey().publicKey)).status).toBe(201);
    const before = await first.db.query('SELECT kind, id, version, seq::text AS seq, data FROM changes ORDER BY changes.seq');
    const identity = await readIdentity(first.db);
    await first.close();
    const second = await startGateway({ dataDir, clock: { now: () => '2030-01-01T00:00:00.000Z' } });
    expect(await second.db.query('SELECT kind, id, version, seq::text AS seq, data FROM changes ORDER BY changes.seq')).toEqual(before);
    expect(await readIdentity(second.db)).toEqual(identity);
    expect((await enrol(second.url, newKey().publicKey)).status).toBe(403);
    await second.close();
  });

  it('[G29] leaves an empty gateway empty', async () => {
    const db = await openPgliteDb(null);
    await prepareDatabase(db, { clock: systemClock, random: systemRandom, seed: 'none' });
    expect(await db.query('SELECT count(*)::int AS rows FROM changes')).toEqual([{ rows: 0 }]);
    await db.close();
  });
});

describe('gateway/store/folder-lock', () => {
  it('[G30] gives a lock back when the database cannot be opened', async () => {
    const folder = newFolder();
    writeFileSync(folder, 'a file where a folder should be');
    await expect(openPgliteDb(folder)).rejects.toThrow();
    rmSync(folder);
    const db = await openPgliteDb(folder);
    await db.close();
  });
});
