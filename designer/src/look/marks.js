// Marks activities on the drawing and in the toolbox with their kind, which the style sheet shows.
import { onAnswer } from '../studio/calls.js'
import { kindOf, styleSheet } from './kinds.js'

/** @type {Map<string, string>} the activity type of each name that the toolbox shows */
const typeByName = new Map()

export function markActivities() {
  const style = document.createElement('style')
  style.textContent = styleSheet()
  document.head.append(style)

  onAnswer(({ path }, answer) => {
    if (path !== '/descriptors/activities') return
    for (const { displayName, typeName } of answer?.items ?? []) typeByName.set(displayName, typeName)
  })
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') markNode(change.target)
      else for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) markTree(node)
    }
  })
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['activity-json'] })
}

function markTree(root) {
  if (root.matches('[activity-json]')) markNode(root)
  for (const node of root.querySelectorAll('[activity-json]')) markNode(node)
  if (root.matches('[draggable=true]')) markTool(root)
  for (const tool of root.querySelectorAll('[draggable=true]')) markTool(tool)
}

function markNode(wrapper) {
  const type = /"type":"([^"]+)"/.exec(wrapper.getAttribute('activity-json') ?? '')?.[1]
  const kind = kindOf(type)
  if (!kind) return
  wrapper.dataset.lfKind = kind
  const node = wrapper.closest('.x6-node')
  if (node) node.dataset.lfKind = kind
}

function markTool(tool) {
  const kind = kindOf(typeByName.get(tool.textContent.trim()))
  if (kind) tool.dataset.lfKind = kind
}
