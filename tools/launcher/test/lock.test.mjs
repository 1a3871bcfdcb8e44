import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { spawn } from 'node:child_process';
import { lockHolder, takeLock } from '../lock.mjs';

const directory = () => fs.mkdtempSync(path.join(os.tmpdir(), 'laborflow-lock-'));
const module = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../lock.mjs');

function holderProcess(folder) {
  const code = `import { takeLock } from ${JSON.stringify(module)};
    console.log(takeLock(${JSON.stringify(folder)}) ? 'held' : 'refused'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => child.stdout.once('data', (line) => resolve({ child, answer: String(line).trim() })));
}

test('a second launcher is refused while the first one lives', async () => {
  const folder = directory();
  const { child, answer } = await holderProcess(folder);
  try {
    assert.equal(answer, 'held');
    assert.equal(takeLock(folder), null);
    assert.equal(lockHolder(folder).pid, child.pid);
  } finally {
    child.kill('SIGKILL');
  }
});

test('the lock of a killed launcher is taken over', async () => {
  const folder = directory();
  const { child } = await holderProcess(folder);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const release = takeLock(folder);
  assert.ok(release);
  release();
  assert.equal(lockHolder(folder), null);
});

test('a lock whose process id went to another program is stale', () => {
  const folder = directory();
  fs.writeFileSync(path.join(folder, 'launcher.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
  const release = takeLock(folder);
  assert.ok(release);
  release();
});

test('a lock that was cut off while it was written is stale', () => {
  const folder = directory();
  fs.writeFileSync(path.join(folder, 'launcher.lock'), '{"pid":');
  assert.ok(takeLock(folder));
});
