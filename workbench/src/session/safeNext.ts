/** The page to open after signing in: only a path of this application, never an address that a link smuggled in. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\') || next.startsWith('/sign-in') || next.startsWith('/login'))
    return '/';
  return next;
}
