import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import pg from 'pg';
import { runningServer, startPostgres } from '../postgres.mjs';

function temporaryDirectory() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laborflow-pg-test-'));
  fs.chmodSync(folder, 0o711);
  return folder;
}

async function query(connectionString, sql) {
  const part = Object.fromEntries(connectionString.split(';').map((pair) => pair.split(/=(.*)/s)));
  const client = new pg.Client({ host: part.Host, port: Number(part.Port), user: part.Username, password: part.Password, database: part.Database });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is there after the server was killed', async () => {
  const folder = temporaryDirectory();
  const first = await startPostgres(folder);
  await query(first.connectionString, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('张三')");
  process.kill(first.pid, 'SIGKILL');
  await first.exit;
  const second = await startPostgres(folder);
  try {
    assert.deepEqual(await query(second.connectionString, 'SELECT name FROM kept'), [{ name: '张三' }]);
    assert.equal(second.connectionString, first.connectionString);
  } finally {
    await second.stop();
    fs.rmSync(folder, { recursive: true });
  }
});

test('a server that outlived its launcher is adopted, and a pid file that names a stranger is not believed', async () => {
  const folder = temporaryDirectory();
  const first = await startPostgres(folder);
  const adopted = await startPostgres(folder);
  assert.equal(adopted.pid, first.pid);
  assert.equal(runningServer(folder).connectionString, first.connectionString);
  assert.equal(runningServer(folder).hostConnectionString, first.hostConnectionString);
  assert.match(first.hostConnectionString, /Username=laborflow_host;/);
  await adopted.stop();
  assert.equal(runningServer(folder), null);
  fs.writeFileSync(path.join(folder, 'postgres/cluster/postmaster.pid'), `${process.pid}\n${folder}\n0\n5432\n`);
  const again = await startPostgres(folder);
  await again.stop();
  fs.rmSync(folder, { recursive: true });
});

test('the password is asked for, and its file is the owner’s only', async () => {
  const folder = temporaryDirectory();
  const server = await startPostgres(folder);
  try {
    const wrong = server.connectionString.replace(/Password=[^;]*/, 'Password=wrong');
    await assert.rejects(query(wrong, 'SELECT 1'), /password authentication failed/);
    assert.equal(fs.statSync(path.join(folder, 'database.json')).mode & 0o077, 0);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  }
});

test('an initdb that was interrupted is begun anew', async () => {
  const folder = temporaryDirectory();
  fs.mkdirSync(path.join(folder, 'postgres'));
  fs.mkdirSync(path.join(folder, 'postgres/cluster.new'));
  fs.writeFileSync(path.join(folder, 'postgres/cluster.new/half'), '');
  if (process.getuid?.() === 0) fs.chownSync(path.join(folder, 'postgres'), 65534, 65534);
  const server = await startPostgres(folder);
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});
