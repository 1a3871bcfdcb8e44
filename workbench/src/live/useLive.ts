import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { casesOf, tellChanges } from './changes';

const lists = ['tasks', 'dashboard', 'cases', 'calendar', 'messages', 'documents', 'supervision', 'fund', 'tips', 'enterprises'];

/**
 * Follows what others do: the host names the cases that changed, and what is shown of them is asked for again. The browser connects again
 * by itself when the line was lost; whatever happened meanwhile is then asked for.
 */
export function useLive(enabled: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    const source = new EventSource('/api/events');
    let lost = false;
    const refresh = (caseIds: readonly string[]) => {
      for (const list of lists) void client.invalidateQueries({ queryKey: [list] });
      for (const id of caseIds) void client.invalidateQueries({ queryKey: ['case', id] });
    };
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const caseIds = casesOf(event.data);
      refresh(caseIds);
      tellChanges(caseIds);
    });
    source.addEventListener('alive', () => {
      if (lost) refresh([]);
      lost = false;
    });
    source.addEventListener('error', () => {
      lost = true;
    });
    return () => source.close();
  }, [client, enabled]);
}
