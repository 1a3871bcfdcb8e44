// Which language the designer speaks, and the layer that puts Studio's texts into it.
import { pageTexts } from './page.js'
import { observeTexts } from './layer.js'
import { followOutcomes, outcomeOf } from './outcomes.js'
import { translate } from './translate.js'

const key = 'laborflow.language'

/** @returns {'zh-CN' | 'en'} Chinese unless the user chose English here or in the workbench. */
export function chosenLanguage() {
  return localStorage.getItem(key) === 'en' ? 'en' : 'zh-CN'
}

/** @param {'zh-CN' | 'en'} language */
export function chooseLanguage(language) {
  localStorage.setItem(key, language)
  tellHost(language)
  location.reload()
}

// The toolbox's names come from the host.
function tellHost(language) {
  document.cookie = `laborflow-language=${language === 'en' ? 'en' : 'zh'}; path=/; SameSite=Strict`
}

/** @param {'zh-CN' | 'en'} language */
export function translatePage(language) {
  tellHost(language)
  document.documentElement.lang = language
  document.title = pageTexts[language].title
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = pageTexts[language][element.dataset.text]
  if (language !== 'zh-CN') return
  followOutcomes()
  observeTexts(document.body, (text, node) => (node && outcomeOf(node)) ?? translate(text))
}
