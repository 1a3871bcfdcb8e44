import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { definitions, faultsOf } from '../drawings/mend.js'

for (const { id, path } of definitions())
  test(`Each line of ${id} can be followed as Studio draws it: through no box, and not on top of another line`, () => {
    assert.deepEqual(faultsOf(JSON.parse(readFileSync(path, 'utf8'))), [], 'npm run lines -w designer gives them points to turn at')
  })

test('A line that runs through a box is noticed', () => {
  const box = (id, x) => ({ id, metadata: { designer: { position: { x, y: 0 } } } })
  const line = (vertices) => ({ source: { activity: 'a', port: 'Done' }, target: { activity: 'c', port: 'In' }, vertices })
  const drawing = (vertices) => ({ root: { activities: [box('a', 0), box('b', 360), box('c', 720)], connections: [line(vertices)] } })
  assert.deepEqual(faultsOf(drawing([])), [])
  assert.notDeepEqual(faultsOf(drawing([{ x: 460, y: 30 }])), [])
})
