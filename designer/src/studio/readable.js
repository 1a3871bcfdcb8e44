// The code view of a definition. Studio writes every Chinese character of it as \uXXXX; people read it and write in it as it is meant, and
// Studio gets back what it wrote.

const isDefinition = (text) => /^\s*\{\s*"DefinitionId"\s*:/.test(text)

/** The text with every character outside ASCII as itself. What is escaped within ASCII stays so: a quote must not end its string. */
export const readable = (text) =>
  text.replace(/(\\\\)|\\u([0-9a-f]{4})/gi, (all, _pair, code) => {
    const unit = code && parseInt(code, 16)
    return unit > 0x9f ? String.fromCharCode(unit) : all
  })

/** The text as Studio writes it. */
export const escaped = (text) =>
  text.replace(/[\u00a0-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)

/** Shows definitions in Studio's code editor readably; call it before Studio makes one. */
export function showReadably() {
  const studio = window.blazorMonaco.editor
  const [create, setValue, getValue] = [studio.create, studio.setValue, studio.getValue].map((original) => original.bind(studio))
  const shown = new Set()
  const show = (id, text) => {
    if (typeof text !== 'string' || !isDefinition(text)) return text
    shown.add(id)
    return readable(text)
  }
  studio.create = (id, options, ...others) => create(id, options?.value ? { ...options, value: show(id, options.value) } : options, ...others)
  studio.setValue = (id, value) => setValue(id, show(id, value))
  studio.getValue = (id, ...how) => {
    const text = getValue(id, ...how)
    return shown.has(id) && isDefinition(text) ? escaped(text) : text
  }
}
