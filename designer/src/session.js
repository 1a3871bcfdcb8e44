// The signed-in administrator, and the short-lived bearer token that Studio sends with its calls.
// The page itself is signed in by cookie; the token is fetched with it and renewed before it ends.

/** @typedef {{ userName: string, displayName: string, roles: string[] }} User */

const renewBeforeEndSeconds = 60

/** @returns {Promise<User | null>} null when nobody is signed in. */
export async function currentUser() {
  const response = await fetch('/api/auth/me', { headers: { Accept: 'application/json' } })
  return response.ok ? response.json() : null
}

/**
 * Calls `use` with a token now, and again each time it is renewed.
 * @param {(token: string) => void} use
 * @returns {Promise<boolean>} false when this user may not open the designer.
 */
export async function keepToken(use) {
  const response = await fetch('/api/auth/designer-token', { method: 'POST', headers: { 'X-CSRF': '1' } })
  if (!response.ok) return false
  const { accessToken, expiresIn } = await response.json()
  use(accessToken)
  setTimeout(() => keepToken(use).then((kept) => kept || signIn()), Math.max(5, expiresIn - renewBeforeEndSeconds) * 1000)
  return true
}

/** Leaves for the sign-in page, which comes back here afterwards. */
export function signIn() {
  location.href = `/sign-in?next=${encodeURIComponent(`/designer/${location.hash}`)}`
}
