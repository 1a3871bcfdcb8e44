// Assembles designer/dist: Elsa Studio as its package ships it, and our page around it.
// Files that the package does not ship precompressed are compressed here, so that the host only ever sends bytes.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { packPrograms } from './packs.mjs'
import { keepUsedStyles } from './styles.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const studio = dirname(createRequire(import.meta.url).resolve('@elsa-workflows/elsa-studio-wasm/package.json'))
const dist = join(here, 'dist')
const compress = promisify(brotliCompress)

// Satellite assemblies of languages that the designer does not offer would triple the size of the folder.
const keptCultures = new Set(['zh-Hans'])
const isCultureFolder = (path) => {
  const [top, culture, file] = relative(studio, path).split('/')
  return top === '_framework' && file === undefined && culture !== undefined && !culture.includes('.') && !keptCultures.has(culture)
}
const isWanted = (path) => !path.endsWith('.gz') && !path.endsWith('.map') && !isCultureFolder(path)

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

// Pictures and fonts are compressed by their own formats.
const compressible = new Set([...['.js', '.css', '.html', '.json', '.svg', '.scss', '.webmanifest'], ...['.wasm', '.dat', '.pack', '.ico', '.cur']])

async function precompress(path) {
  if (!compressible.has(extname(path))) return
  if (await stat(`${path}.br`).catch(() => null)) return
  const source = await readFile(path)
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: source.length } }
  await writeFile(`${path}.br`, await compress(source, options))
}

/** What stands for the content of files in their address. */
async function contentOf(folder, also = '') {
  const hash = createHash('sha256').update(also)
  const paths = []
  for await (const path of files(folder)) paths.push(path)
  for (const path of paths.sort()) hash.update(relative(folder, path)).update(await readFile(path))
  return hash.digest('hex').slice(0, 12)
}

await rm(dist, { recursive: true, force: true })
// Everything but the page itself: the folder gets its name when it is known what is in it.
const unnamed = join(dist, 'unnamed')
await mkdir(unnamed, { recursive: true })
for (const part of ['_framework', '_content', 'appsettings.json', 'Elsa.Studio.Host.CustomElements.styles.css'])
  await cp(join(studio, part), join(unnamed, part), { recursive: true, filter: isWanted })
const radzen = join(unnamed, '_content/Radzen.Blazor/css/material-base.css')
await keepUsedStyles(radzen)
await rm(`${radzen}.br`)
const { module, loadedAhead } = await packPrograms(join(unnamed, '_framework'))
// Studio asks for many of its files by names that never change, so they lie in a folder that is named after all their content, and the page
// makes that folder its base. Our own files have one more such folder in it: a change of them leaves Studio's where browsers have it.
const name = await contentOf(unnamed)
const sources = join(here, 'src')
const ours = `assets/${await contentOf(sources, module)}`
await cp(sources, join(unnamed, ours), { recursive: true, filter: (path) => !path.endsWith('index.html') })
await writeFile(join(unnamed, ours, 'studio', 'packs.js'), module)

let html = (await readFile(join(sources, 'index.html'), 'utf8'))
  .replace('<!-- programs -->', loadedAhead)
  .replace('<base href="/designer/" />', `<base href="/designer/${name}/" />`)
for (const [, path] of html.matchAll(/(?:href|src)="([\w./-]+\.(?:js|css|svg))"/g))
  if (await stat(join(sources, path)).catch(() => null)) html = html.replaceAll(`"${path}"`, `"${ours}/${path}"`)
await rename(unnamed, join(dist, name))
await writeFile(join(dist, 'index.html'), html)
for await (const path of files(dist)) await precompress(path)
