import assert from 'node:assert/strict'
import { test } from 'node:test'

const list = (...values) => ({ dropdown: { selectList: { items: values.map((value) => ({ text: value, value })) } } })
const descriptions = {
  items: [
    {
      typeName: 'LaborFlow.HumanTask',
      isStart: false,
      isBrowsable: false,
      isContainer: true,
      inputs: [
        { name: 'Form', isReadOnly: false, autoEvaluate: false, uiSpecifications: list('a', 'b', 'c', 'd') },
        { name: 'Kind', uiSpecifications: list('a', 'b') },
        { name: 'Script', uiSpecifications: { 'code-editor': { language: 'javascript' } } },
      ],
    },
  ],
}

/** The page's fetch as Studio meets it, over a host that answers with the descriptions. */
async function studio() {
  const asked = []
  globalThis.location = { origin: 'http://host' }
  globalThis.document = { baseURI: 'http://host/designer/' }
  globalThis.window = {
    fetch: async (address) => {
      asked.push(String(address))
      return Response.json(descriptions)
    },
  }
  const { listenToStudio } = await import('../src/studio/calls.js')
  const { keepChoices } = await import('../src/studio/choices.js')
  listenToStudio()
  keepChoices()
  return { asked, fetch: globalThis.window.fetch }
}

test('Studio gets the descriptions without long lists, and a list when it asks for it', async () => {
  const { asked, fetch } = await studio()

  const [activity] = (await (await fetch('http://host/elsa/api/descriptors/activities?Refresh=True')).json()).items
  assert.deepEqual(
    activity.inputs.map((input) => input.uiSpecifications),
    [{ Refresh: true }, list('a', 'b'), { 'code-editor': { language: 'javascript' } }],
  )
  assert.deepEqual([activity.isStart, activity.isBrowsable, activity.isContainer], [undefined, false, true])
  assert.deepEqual([activity.inputs[0].isReadOnly, activity.inputs[0].autoEvaluate], [undefined, false])

  const options = 'http://host/elsa/api/descriptors/activities/LaborFlow.HumanTask/options'
  const kept = await (await fetch(`${options}/Form`, { method: 'POST', body: '{}' })).json()
  assert.deepEqual(kept, { items: list('a', 'b', 'c', 'd') })
  assert.equal(asked.length, 1)
  await fetch(`${options}/Other`, { method: 'POST', body: '{}' })
  assert.equal(asked.length, 2)
})
