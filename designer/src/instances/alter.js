// 变更流程实例: what an administrator may alter in one running instance. It is tried first; then a second administrator decides.
import { area, openDialog } from '../page/dialog.js'
import { h } from '../page/dom.js'
import { Refused, ask } from '../page/host.js'
import { titleOf } from '../publishing/drawing.js'
import { go } from '../routes.js'
import { chosenLanguage } from '../text/choice.js'
import { t } from '../text/page.js'

const words = (notes) => notes.map((note) => (chosenLanguage() === 'en' ? note.en : note.zh))

/** @typedef {{ key: string, label: string, choices?: Array<[string, string]>, rows?: number }} Field */

/**
 * The alterations that make sense for an instance: each with its fields, and how they become what the host takes.
 * @param {any} instance @param {any} definition @param {any[]} variables @param {any[]} versions
 */
function kindsOf(instance, definition, variables, versions) {
  const steps = (definition.root?.activities ?? []).map((activity) => [activity.id, titleOf(activity)])
  const names = new Map(steps)
  const incidents = (instance.workflowState?.incidents ?? []).map((incident) => [
    incident.activityInstanceId,
    `${names.get(incident.activityId) ?? incident.activityId}：${incident.message ?? ''}`,
  ])
  const others = versions.filter((row) => row.version !== instance.version && row.isPublished !== undefined).map((row) => [String(row.version), t('versionNumber', row.version)])
  const step = { key: 'activityId', label: t('step'), choices: steps }
  const kinds = {
    ModifyVariable: {
      fields: [
        { key: 'variableId', label: t('variable'), choices: variables.map((variable) => [variable.id, variable.name]) },
        { key: 'value', label: t('newValue'), rows: 2 },
      ],
      read: ({ variableId, value }) => ({ variableId, value: valueOf(value) }),
    },
    SkipIncident: {
      fields: [
        { key: 'activityInstanceId', label: t('incident'), choices: incidents },
        { key: 'outcomes', label: t('outcomeToTake'), rows: 1 },
      ],
      read: ({ activityInstanceId, outcomes }) => ({ activityInstanceId, outcomes: outcomes.trim() ? outcomes.split(/[,，]/).map((one) => one.trim()) : [] }),
    },
    ScheduleActivity: { fields: [step], read: ({ activityId }) => ({ activityId }) },
    CancelActivity: { fields: [step], read: ({ activityId }) => ({ activityId }) },
    Migrate: {
      fields: [{ key: 'targetVersion', label: t('version'), choices: others }],
      read: ({ targetVersion }) => ({ targetVersion: Number(targetVersion) }),
    },
    Cancel: { fields: [], read: () => ({}) },
  }
  return Object.entries(kinds).filter(([, { fields }]) => fields.every((field) => !field.choices || field.choices.length > 0))
}

/** What is typed is JSON where it can be read as JSON, and text otherwise. */
function valueOf(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** One sentence for an alteration of a proposal. @param {any} alteration */
export function sentenceOf({ type, ...parts }) {
  const kind = String(type).split(',')[0].split('.').at(-1)
  const detail = Object.values(parts).flat().filter((part) => part !== '' && part !== null)
  return [t(`alter-${kind === 'MigrateToVersion' ? 'Migrate' : kind}`), detail.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' → ')].filter(Boolean).join('：')
}

/** @param {any} instance as Studio read it @param {string} [preset] the kind that is asked for */
export async function alterInstance(instance, preset) {
  const id = encodeURIComponent(instance.id)
  const [definition, { items: variables }, { items: versions }] = await Promise.all([
    ask('GET', `/elsa/api/workflow-definitions/by-id/${encodeURIComponent(instance.definitionVersionId)}`),
    ask('GET', `/elsa/api/workflow-instances/${id}/variables`),
    ask('GET', `/elsa/api/workflow-definitions/${encodeURIComponent(instance.definitionId)}/versions`),
  ])
  const kinds = new Map(kindsOf(instance, definition, variables, versions))
  const path = `/api/procedures/instances/${id}/alterations`
  const made = await openDialog(t('alterInstance'), (close) => formOf(kinds, preset, path, close))
  if (made) go({ place: 'moving', id: made.id })
}

function formOf(kinds, preset, path, close) {
  const failed = h('p', { class: 'lf-error', role: 'alert' })
  const found = h('div', { role: 'status', class: 'lf-lines' })
  const fields = h('div', {})
  const submit = h('button', { type: 'submit', class: 'lf-primary', disabled: true }, t('alterSubmit'))
  const kind = h('select', { name: 'kind' }, ...[...kinds.keys()].map((key) => h('option', { value: key }, t(`alter-${key}`))))
  if (preset) kind.value = preset

  const changed = () => {
    submit.disabled = true
    found.replaceChildren()
  }
  const showFields = () => {
    fields.replaceChildren(...kinds.get(kind.value).fields.map(fieldOf))
    changed()
  }
  const read = () => {
    const values = Object.fromEntries(new FormData(form))
    return { alterations: [{ type: kind.value, ...kinds.get(kind.value).read(values) }], note: values.note, legalBasis: values.legalBasis }
  }
  const send = (work) => async (event) => {
    event.preventDefault()
    failed.textContent = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed.textContent = error.message
    }
  }
  const tryIt = async () => {
    const { changes, problems } = await ask('POST', `${path}/dry-run`, read())
    submit.disabled = problems.length > 0
    found.replaceChildren(
      problems.length > 0
        ? h('p', { class: 'lf-error' }, [t('alterRefused'), ...words(problems)].join('\n'))
        : h('p', { class: 'lf-good' }, [t('alterPossible'), ...words(changes)].join('\n')),
    )
  }
  kind.addEventListener('change', showFields)
  const form = h(
    'form',
    { onsubmit: send(async () => close(await ask('POST', path, read()))) },
    h('label', { class: 'lf-field' }, h('span', {}, t('alterKind')), kind),
    fields,
    area('note', t('alterNote')),
    area('legalBasis', t('legalBasis')),
    found,
    failed,
    h(
      'div',
      { class: 'lf-actions' },
      h('button', { type: 'button', onclick: () => close(null) }, t('cancel')),
      h('button', { type: 'button', onclick: send(tryIt) }, t('alterTry')),
      submit,
    ),
  )
  fields.addEventListener('input', changed)
  showFields()
  return [h('p', { class: 'lf-hint' }, t('alterHint')), form]
}

/** @param {Field} field */
function fieldOf({ key, label, choices, rows }) {
  const editor = choices
    ? h('select', { name: key }, ...choices.map(([value, text]) => h('option', { value }, text)))
    : h('textarea', { name: key, rows })
  return h('label', { class: 'lf-field' }, h('span', {}, label), editor)
}
