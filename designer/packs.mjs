// Packs the programs of .NET that Studio is made of into a few files: a browser takes about a millisecond for each file it looks up in its
// cache, on the one thread that also starts them.
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A browser's cache refuses single entries that are a large part of it, so there are several. */
const largest = 4_000_000

/** What the loader of .NET says of itself, between two marks in its script. */
async function bootOf(framework) {
  const script = await readFile(join(framework, 'dotnet.js'), 'utf8')
  return JSON.parse(script.slice(script.indexOf('/*json-start*/') + 14, script.indexOf('/*json-end*/')))
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10)

/**
 * Replaces the single programs in the folder `framework` by packs.
 * @param {string} framework
 * @returns {Promise<{ module: string, loadedAhead: string }>} the module that says what lies where, and the
 * links that load all of it ahead
 */
export async function packPrograms(framework) {
  const { resources } = await bootOf(framework)
  const packs = [[]]
  let size = 0
  for (const { name } of [...resources.coreAssembly, ...resources.assembly, ...resources.icu]) {
    const bytes = await readFile(join(framework, name))
    if (size > 0 && size + bytes.length > largest) {
      packs.push([])
      size = 0
    }
    packs.at(-1).push({ name, bytes })
    size += bytes.length
    await rm(join(framework, name))
    await rm(join(framework, `${name}.br`), { force: true })
  }
  const written = []
  for (const [index, programs] of packs.entries()) {
    const all = Buffer.concat(programs.map(({ bytes }) => bytes))
    const file = `programs${index}.${digest(all)}.pack`
    await writeFile(join(framework, file), all)
    let at = 0
    const parts = programs.map(({ name, bytes }) => [name, at, (at += bytes.length)])
    written.push({ address: `_framework/${file}`, parts })
  }
  const scripts = (await readdir(framework)).filter((name) => /^dotnet(\.(native|runtime)\.\w+)?\.js$/.test(name))
  const links = [
    ...scripts.map((name) => `<link rel="modulepreload" href="_framework/${name}" />`),
    ...written.map(({ address }) => `<link rel="preload" as="fetch" crossorigin href="${address}" />`),
  ]
  const runtime = resources.wasmNative[0].name
  const module = [
    `export const packs = ${JSON.stringify(written)}`,
    `export const runtime = ${JSON.stringify({ name: runtime, address: `_framework/${runtime}` })}`,
    '',
  ].join('\n')
  return { module, loadedAhead: links.join('\n    ') }
}
