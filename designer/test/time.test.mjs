import assert from 'node:assert/strict'
import { test } from 'node:test'

process.env.TZ = 'America/New_York'
const { instant } = await import('../src/text/time.js')

test('An instant is told by the clock of the authority, whatever the computer is set to', () => {
  assert.equal(instant('2026-11-21T16:30:00Z'), '2026-11-22 00:30')
  assert.equal(instant(null), '')
})
