import assert from 'node:assert/strict';
import test from 'node:test';
import { readNode, readTrx } from '../results.mjs';

test('a TRX file gives what passed, failed and was skipped, by name', () => {
  const xml = `<UnitTestResult testName="A.b(name: &quot;x&quot;)" outcome="Failed" /><UnitTestResult testName="A.c" outcome="Passed" />
    <Counters total="5" executed="4" passed="3" failed="1" error="0" notExecuted="0" />`;
  assert.deepEqual(readTrx(xml), { passed: 3, failed: 1, skipped: 1, failures: ['A.b(name: "x")'] });
});

test('a TRX file without counters gives nothing, which the run takes for a failure', () => {
  const { passed, failed } = readTrx('<TestRun/>');
  assert.equal(passed + failed, 0);
});

test('Node’s closing lines are read in both forms', () => {
  assert.deepEqual(readNode('not ok 2 - b\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 2\n# todo 0\n'), { passed: 3, failed: 1, skipped: 2, failures: ['b'] });
  assert.equal(readNode('ℹ pass 7\nℹ fail 0\n').passed, 7);
});
