// Which language the designer speaks, and the layer that puts Studio's texts into it.
import { pageTexts } from './page.js'
import { observeTexts } from './layer.js'
import { translate } from './translate.js'

const key = 'laborflow.language'

/** @returns {'zh-CN' | 'en'} Chinese unless the user chose English here or in the workbench. */
export function chosenLanguage() {
  return localStorage.getItem(key) === 'en' ? 'en' : 'zh-CN'
}

/** @param {'zh-CN' | 'en'} language */
export function chooseLanguage(language) {
  localStorage.setItem(key, language)
  location.reload()
}

/** @param {'zh-CN' | 'en'} language */
export function translatePage(language) {
  document.documentElement.lang = language
  document.title = pageTexts[language].title
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = pageTexts[language][element.dataset.text]
  if (language === 'zh-CN') observeTexts(document.body, translate)
}
