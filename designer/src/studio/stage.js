// Puts one of Studio's elements on the page after another.

/**
 * Takes what is on the page away and waits until Studio has let go of it: two of its elements at once quarrel over the one place where
 * it shows menus and dialogs. Studio's elements wait a second, in case they were only moved; these were not.
 * @param {HTMLElement} main
 */
export async function clear(main) {
  if (!main.firstElementChild?.localName.startsWith('elsa-')) return main.replaceChildren()
  const later = window.setTimeout
  window.setTimeout = (work, _delay, ...values) => later(work, 0, ...values)
  main.replaceChildren()
  window.setTimeout = later
  await new Promise((resolve) => later(resolve, 120))
}
