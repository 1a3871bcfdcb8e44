// Completion of variables in the script of a step. Studio offers it where an input takes an expression; its editor of whole scripts is the
// same editor and asks nobody what there is to complete.
import { onAnswer } from './calls.js'

/** The name under which the editor keeps what it knows of the definition that is open. */
const library = 'laborflow-definition.d.ts'

let definitionId = ''
/** What may be named in a script, as the definition has it now, and as the editor knows it. */
let nameable = ''
let known = ''

export function completeScripts() {
  onAnswer(({ path }, answer) => {
    if (!path.startsWith('/workflow-definitions')) return
    const definition = answer?.workflowDefinition ?? answer
    if (!definition?.definitionId) return
    definitionId = definition.definitionId
    nameable = JSON.stringify([definitionId, definition.variables, definition.inputs])
  })
  document.addEventListener('focusin', ({ target }) => {
    if (target.closest?.('.monaco-editor')) learn()
  })
}

async function learn() {
  const learning = nameable
  if (!definitionId || learning === known) return
  const response = await fetch(`/elsa/api/scripting/javascript/type-definitions/${encodeURIComponent(definitionId)}`, {
    method: 'POST',
    headers: { 'X-CSRF': '1', 'Content-Type': 'application/json' },
    body: JSON.stringify({ workflowDefinitionId: definitionId }),
  })
  if (!response.ok) return
  window.monaco.languages.typescript.javascriptDefaults.addExtraLib(await response.text(), library)
  known = learning
}
