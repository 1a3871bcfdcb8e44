// Studio's own router of lines, taken out of its compiled bundle: where Studio draws a line is asked of Studio, not guessed.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const studio = dirname(createRequire(import.meta.url).resolve('@elsa-workflows/elsa-studio-wasm/package.json'))
const bundle = readFileSync(join(studio, '_content/Elsa.Studio.Workflows.Designer/designer.entry.js'), 'utf8')

// The modules that the router loads look at the page once while they are loaded; the router itself only reckons.
class Nothing {}
const bare = { style: {}, setAttribute() {}, getContext: () => null }
const page = { createElement: () => bare, createElementNS: () => bare, documentElement: bare, addEventListener() {} }
// It says on the console that it found no way; whoever asks is told by the line itself.
const quiet = { ...console, warn() {} }
const names = ['console', 'window', 'document', 'Element', 'Document', 'DocumentFragment', 'HTMLElement', 'SVGElement']
const beginning = bundle.lastIndexOf('let __webpack_exports__ = {};')
if (beginning < 0) throw new Error('Studio is packed in another way than before: find its router anew.')
const load = new Function(...names, `${bundle.slice(0, beginning)}\nreturn __webpack_require__`)(quiet, globalThis, page, ...names.slice(3).map(() => Nothing))

export const { manhattan } = load('./node_modules/@antv/x6/es/registry/router/manhattan/index.js')
export const { Point, Rectangle } = load('./node_modules/@antv/x6-geometry/es/index.js')
