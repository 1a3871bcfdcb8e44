/**
 * Tab leaves a list from which several are chosen, as it leaves any field: what is chosen stays, the list closes. By itself the list would
 * take Tab for Enter, which takes away again what was chosen last, and would hold the focus.
 */
export function leaveMultipleByTab(page: Document) {
  page.addEventListener(
    'keydown',
    (event) => {
      const inList = event.target instanceof Element && event.target.closest('.ant-select-multiple.ant-select-open');
      if (event.key === 'Tab' && inList) event.stopPropagation();
    },
    { capture: true },
  );
}
