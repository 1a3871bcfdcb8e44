import { useReference } from '../shared/useReference';
import { useMessages } from './messages';

/** Names of places, and the places as choices. */
export function usePlaces() {
  const { m, pick } = useMessages();
  const reference = useReference();
  const known = [
    { code: '000000', name: m('everywhere') },
    { code: '440000', name: pick({ zh: '广东省', en: 'Guangdong Province' }) },
    { code: '440300', name: pick({ zh: '深圳市', en: 'Shenzhen' }) },
    ...(reference.data?.districts ?? []).filter((district) => !['000000', '440000', '440300'].includes(district.code)),
  ];
  return {
    name: (code: string) => known.find((place) => place.code === code)?.name ?? code,
    options: known.map((place) => ({ value: place.code, label: `${place.name} ${place.code}` })),
  };
}
