/** Without a touch for so long, what the page asks for is asked by the page and not by a person. */
const ALONE_AFTER = 60_000;

let lastTouch = Date.now();

const touched = () => {
  lastTouch = Date.now();
};

if (typeof window !== 'undefined') {
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    window.addEventListener(event, touched, { capture: true, passive: true });
  }
}

/**
 * The header that tells the host that nobody sits before the page: lists refresh themselves, and a session must end after
 * its idle time all the same.
 */
export const presence = (): Record<string, string> => (Date.now() - lastTouch > ALONE_AFTER ? { 'X-Background': '1' } : {});
