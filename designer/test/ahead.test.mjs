import assert from 'node:assert/strict'
import { test } from 'node:test'

const sent = []
globalThis.window = globalThis
globalThis.location = { origin: 'http://host' }
globalThis.document = { baseURI: 'http://host/designer/' }
globalThis.fetch = async (address) => {
  sent.push(String(address))
  return String(address).includes('/descriptors/') ? new Response(null, { status: 503 }) : Response.json({ count: sent.length })
}

const { askAhead } = await import('../src/studio/ahead.js')
const { listenToStudio } = await import('../src/studio/calls.js')
askAhead({ place: 'editor', id: 'MED' })
listenToStudio()

const definition = 'http://host/elsa/api/workflow-definitions/by-definition-id/MED?versionOptions=Latest'

test('The definition that is opened is asked for once, and again when Studio wants it again', async () => {
  assert.equal(sent.length, 2)
  assert.deepEqual(await (await fetch(definition)).json(), { count: 1 })
  assert.equal(sent.length, 2)
  assert.deepEqual(await (await fetch(definition)).json(), { count: 3 })
})

test('What was refused ahead is asked for again', async () => {
  const before = sent.length
  await fetch('http://host/elsa/api/descriptors/activities?Refresh=True')
  assert.equal(sent.length, before + 1)
})
