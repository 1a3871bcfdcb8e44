import { useSearchParams } from 'react-router';

/** The page of a list, and its filters, in the address: a list can be shared, and the back button works. */
export function usePage(size = 20) {
  const [search, setSearch] = useSearchParams();
  const positive = (name: string, fallback: number, most: number) => {
    const value = Number(search.get(name));
    return Number.isInteger(value) && value > 0 ? Math.min(value, most) : fallback;
  };
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    if (!('page' in changes)) next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next, { replace: true });
  };
  return { search, page: positive('page', 1, 100_000), pageSize: positive('pageSize', size, 100), change };
}
