import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escaped, readable } from '../src/studio/readable.js'

// As .NET writes JSON: what is not ASCII, and what could end a string or a tag, in capital hexadecimal.
const written = String.raw`{"DefinitionId":"MED","Name":"\u8C03\u89E3","Text":"\u003Cb\u003E \\u8C03 \\\u8C03 \uD83D\uDE00 \u0085"}`

test('Chinese in a definition is read as it is meant, and nothing else of it changes its meaning', () => {
  assert.ok(readable(written).includes('"调解"'))
  assert.deepEqual(JSON.parse(readable(written)), JSON.parse(written))
  assert.ok(readable(written).includes(String.raw`\u003Cb\u003E`))
})

test('Studio gets back what it wrote, character for character', () => {
  assert.equal(escaped(readable(written)), written)
})
