// The editor of scripts and expressions (Monaco) is 3.6 MB of JavaScript, which no drawing needs: it is read once the drawing stands, or when
// Studio opens the first input that wants it.

let reading = null

/** Reads the editor, once. */
export function readScriptEditor() {
  reading ??= new Promise((resolve, reject) => window.require(['vs/editor/editor.main'], resolve, reject))
  return reading
}

/** Lets Studio wait for the editor instead of failing without it. */
export function awaitScriptEditor() {
  const studio = window.blazorMonaco.editor
  for (const name of ['create', 'createDiffEditor']) {
    const original = studio[name].bind(studio)
    studio[name] = (...inputs) => readScriptEditor().then(() => original(...inputs))
  }
}
