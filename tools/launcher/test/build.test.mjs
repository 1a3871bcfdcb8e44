import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { builtFrom } from '../build.mjs';
import { root } from '../processes.mjs';

test('the workbench is built anew when an English text of a procedure or of the register changes', () => {
  const sources = builtFrom('workbench');
  assert.ok(sources.includes('workbench'));
  for (const file of ['src/Workflows/english.json', 'src/Workflows/MED/english.json', 'src/Statutes/english.json']) {
    assert.ok(fs.existsSync(path.join(root, file)), file);
    assert.ok(sources.includes(path.normalize(file)), file);
  }
});

test('the other front ends are built from their folder alone', () => {
  assert.deepEqual(builtFrom('designer'), ['designer', 'package-lock.json']);
});
