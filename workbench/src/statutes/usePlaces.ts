import { useReference } from '../shared/useReference';
import { useMessages } from './messages';

/** Names of places, and the places as choices. */
export function usePlaces() {
  const { m } = useMessages();
  const reference = useReference();
  const known = [
    { code: '000000', name: m('everywhere') },
    { code: '440000', name: '广东省' },
    { code: '440300', name: '深圳市' },
    ...(reference.data?.districts ?? []).filter((district) => !['000000', '440000', '440300'].includes(district.code)),
  ];
  return {
    name: (code: string) => known.find((place) => place.code === code)?.name ?? code,
    options: known.map((place) => ({ value: place.code, label: `${place.name} ${place.code}` })),
  };
}
