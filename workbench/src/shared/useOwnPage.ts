import { useState } from 'react';

/** The page of one of several lists that stand on the same page, where the address can tell only one. */
export function useOwnPage(size = 20) {
  const [shown, setShown] = useState({ page: 1, pageSize: size });
  const change = (changes: Record<string, string | undefined>) =>
    setShown((before) => ({
      page: Number(changes.page) || 1,
      pageSize: Number(changes.pageSize) || before.pageSize,
    }));
  return { ...shown, change };
}
