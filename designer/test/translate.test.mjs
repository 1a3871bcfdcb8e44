import assert from 'node:assert/strict'
import test from 'node:test'
import { formatRoute, parseRoute } from '../src/routes.js'
import { pageTexts } from '../src/text/page.js'
import { translate } from '../src/text/translate.js'
import { phrases } from '../src/text/zh-CN.js'

test('Every phrase of the dictionary becomes Chinese', () => {
  const left = Object.entries(phrases).filter(([, chinese]) => !/[\u4e00-\u9fff]/.test(chinese))
  assert.deepEqual(left, [])
})

test('A text that carries numbers keeps them', () => {
  assert.equal(translate('1-10 of 43'), '第 1–10 条，共 43 条')
  assert.equal(translate('Version 12'), '第 12 版')
})

test('A name that a person gave is left alone', () => {
  assert.equal(translate('调解前置受理'), null)
  assert.equal(translate('SetVariable1'), null)
})

test('Our own page has the same texts in both languages', () => {
  assert.deepEqual(Object.keys(pageTexts['zh-CN']), Object.keys(pageTexts.en))
})

test('An address leads back to its place, whatever the id holds', () => {
  for (const route of [{ place: 'definitions' }, { place: 'editor', id: 'MED/一' }, { place: 'instances' }, { place: 'moving', id: '1' }, { place: 'viewer', id: 'a b' }])
    assert.deepEqual(parseRoute(formatRoute(route)), route)
})

test('An American date becomes one that sorts', () => {
  assert.equal(translate('11/21/2026 10:25:57 AM'), '2026-11-21 10:25:57')
  assert.equal(translate('1/2/2026 12:05 PM'), '2026-01-02 12:05')
})
