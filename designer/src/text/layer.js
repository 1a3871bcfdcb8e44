// Studio ships no resources for other languages, so its texts are put into Chinese where they appear on the page.
// Only whole texts that the dictionary knows are changed; what a user typed, code editors and names stay as they are.

const translatedAttributes = ['placeholder', 'title', 'aria-label', 'alt', 'data-title', 'label']
const untouched = '.monaco-editor, [data-untranslated], script, style, textarea'

/**
 * Translates what is on the page, and whatever comes to it later.
 * @param {HTMLElement} root
 * @param {(text: string, node?: Text) => string | null} translate null when the dictionary has no entry.
 */
export function observeTexts(root, translate) {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'characterData') translateText(change.target)
      else if (change.type === 'attributes') translateAttribute(change.target, change.attributeName)
      else for (const node of change.addedNodes) translateTree(node)
    }
  })

  function translateText(node) {
    if (node.parentElement?.closest(untouched)) return
    const text = node.nodeValue
    const core = text.trim()
    if (!core) return
    const translated = translate(core.replace(/\s+/g, ' '), node)
    if (translated !== null && translated !== core) node.nodeValue = text.replace(core, () => translated)
  }

  function translateAttribute(element, name) {
    const value = element.getAttribute?.(name)
    if (!value || element.closest(untouched)) return
    const translated = translate(value.trim())
    if (translated !== null && translated !== value) element.setAttribute(name, translated)
  }

  function translateTree(node) {
    if (node.nodeType === Node.TEXT_NODE) return translateText(node)
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(untouched)) return
    for (const name of translatedAttributes) translateAttribute(node, name)
    for (const child of node.childNodes) translateTree(child)
  }

  translateTree(root)
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: translatedAttributes,
  })
}
