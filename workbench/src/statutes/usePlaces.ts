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
  // Places whose rules stand in the register to compare with; nobody here makes rules for them.
  const others = [
    { code: '330000', name: pick({ zh: '浙江省', en: 'Zhejiang Province' }) },
    { code: '350102', name: pick({ zh: '福州市鼓楼区', en: 'Gulou District, Fuzhou' }) },
    { code: '450200', name: pick({ zh: '柳州市', en: 'Liuzhou' }) },
    { code: '511703', name: pick({ zh: '达州市达川区', en: 'Dachuan District, Dazhou' }) },
  ];
  return {
    name: (code: string) => [...known, ...others].find((place) => place.code === code)?.name ?? code,
    options: known.map((place) => ({ value: place.code, label: `${place.name} ${place.code}` })),
  };
}
