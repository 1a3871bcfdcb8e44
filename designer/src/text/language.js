// The layer that puts the page and Studio's texts into the chosen language.
import { tellHost } from './choice.js'
import { pageTexts } from './page.js'
import { observeTexts } from './layer.js'
import { followOutcomes, inputOf, outcomeOf } from './outcomes.js'
import { translate } from './translate.js'

/**
 * @param {'zh-CN' | 'en'} language
 * @param {(text: string) => string | null} announcement words of ours for one of Studio's texts, in either language
 */
export function translatePage(language, announcement) {
  tellHost(language)
  document.documentElement.lang = language
  document.title = pageTexts[language].title
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = pageTexts[language][element.dataset.text]
  followOutcomes()
  const dictionary = language === 'zh-CN' ? translate : () => null
  observeTexts(document.body, (text, node) => (node && (outcomeOf(node) ?? inputOf(text, node))) ?? announcement(text) ?? dictionary(text))
}
