// Which language the designer speaks.

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
export function tellHost(language) {
  document.cookie = `laborflow-language=${language === 'en' ? 'en' : 'zh'}; path=/; SameSite=Strict`
}
