// Holds what was read from the till, and reads again what an announcement made stale.
import { QueryClient, QueryClientProvider, type Query } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { TopicEvent } from '#shared/contract/till-topics.ts';
import { onTopic } from './till-topics.ts';

/** A cache of readings that asks the till only when told to: nothing here is refreshed by focus or by time. */
export function createTillQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    },
  });
}

function isStaleAfter(query: Query, event: TopicEvent): boolean {
  // After a restart of the core nothing that was read before can be relied on.
  if (event.topic === 'host') return event.host === 'restarted';
  const topics = query.meta?.['topics'];
  return Array.isArray(topics) && topics.includes(event.topic);
}

/** Gives the screens below it useTillQuery and useTillCommand. */
export function TillQueryProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [client] = useState(createTillQueryClient);
  useEffect(() => onTopic((event) => {
    void client.invalidateQueries({ predicate: (query) => isStaleAfter(query, event) });
  }), [client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
