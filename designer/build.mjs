// Assembles designer/dist: Elsa Studio as its package ships it, and our page around it.
// Files that the package does not ship precompressed are compressed here, so that the host only ever sends bytes.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
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

const compressible = new Set(['.js', '.css', '.html', '.json', '.svg', '.wasm', '.dat', '.pack'])

async function precompress(path) {
  if (!compressible.has(extname(path))) return
  const [source, existing] = await Promise.all([stat(path), stat(`${path}.br`).catch(() => null)])
  if (existing || source.size < 1024) return
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: source.size } }
  await writeFile(`${path}.br`, await compress(await readFile(path), options))
}

await rm(dist, { recursive: true, force: true })
await mkdir(dist, { recursive: true })
for (const part of ['_framework', '_content', 'appsettings.json', 'Elsa.Studio.Host.CustomElements.styles.css'])
  await cp(join(studio, part), join(dist, part), { recursive: true, filter: isWanted })
const radzen = join(dist, '_content/Radzen.Blazor/css/material-base.css')
await keepUsedStyles(radzen)
await rm(`${radzen}.br`)
const { module, loadedAhead } = await packPrograms(join(dist, '_framework'))
// Our page lies in a folder that is named after its content, and what else index.html names carries the hash of its content: the host
// lets browsers keep such files for good.
const sources = join(here, 'src')
const page = createHash('sha256').update(module)
for await (const path of files(sources)) page.update(relative(sources, path)).update(await readFile(path))
const folder = `assets/${page.digest('hex').slice(0, 12)}`
await cp(sources, join(dist, folder), { recursive: true, filter: (path) => !path.endsWith('index.html') })
await writeFile(join(dist, folder, 'studio', 'packs.js'), module)

const index = (await readFile(join(sources, 'index.html'), 'utf8')).replace('<!-- programs -->', loadedAhead)
// What is loaded ahead keeps the address under which Studio asks for it.
const named = [...index.matchAll(/(?<!rel="modulepreload" )(?:href|src)="([\w./-]+\.(?:js|css|svg))"/g)].map(([, path]) => path)
let html = index
for (const path of new Set(named)) {
  const ours = await stat(join(sources, path)).catch(() => null)
  const hash = async () => createHash('sha256').update(await readFile(join(dist, path))).digest('hex').slice(0, 12)
  html = html.replaceAll(`"${path}"`, ours ? `"${folder}/${path}"` : `"${path}?v=${await hash()}"`)
}
await writeFile(join(dist, 'index.html'), html)
for await (const path of files(dist)) await precompress(path)
