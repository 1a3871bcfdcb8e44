import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepUsed } from '../styles.mjs'

test('Styles of components that Studio does not use are left out, all others stay', () => {
  const css = [
    '@font-face{font-family:"A {";src:url("a;b")}',
    'body,.rz-menu a{margin:0}',
    '.rz-menu:has(.rz-item,.x){color:red}',
    '.rz-splitter>.rz-splitter-bar:is(.a,.b){width:6px}',
    '.rz-splitter .rz-button{width:1px}',
    '@media (min-width: 1px){.rz-grid{top:0}.rz-splitter{top:1px}}',
    '@media print{.rz-grid{top:0}}',
    '.icon:before{content:"}\\""}',
  ].join('')
  assert.equal(
    keepUsed(css),
    [
      '@font-face{font-family:"A {";src:url("a;b")}',
      'body{margin:0}',
      '.rz-splitter>.rz-splitter-bar:is(.a,.b){width:6px}',
      '@media (min-width: 1px){.rz-splitter{top:1px}}',
      '.icon:before{content:"}\\""}',
    ].join(''),
  )
})
