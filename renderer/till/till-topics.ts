// Which announcements make which reading stale.
import type { Channel, TillApi } from '#shared/contract/till-api.ts';
import type { TillTopic, TopicEvent } from '#shared/contract/till-topics.ts';
import { tillBridge } from './till-client.ts';

export type QueryChannel = { [C in Channel]: TillApi[C]['kind'] extends 'query' ? C : never }[Channel];

/** The topics after which a query is asked again, unless its user names others. */
export const topicsOf: Record<QueryChannel, readonly TillTopic[]> = {
  'terminal.read': ['terminal', 'settings', 'catalog'],
  'staff.list': ['terminal', 'catalog'],
  'session.read': ['session'],
  'session.touch': [],
  'subscriber.look-up': [],
  'plan.list': ['catalog'],
  'sale.current': ['sale', 'session'],
  'sale.read': ['sale', 'print', 'sync'],
  'sale.list': ['sale', 'print', 'sync', 'shift'],
  'print.pending': ['print'],
  'printer.list': ['print'],
  'shift.current': ['shift', 'sale', 'session'],
  'sync.read': ['sync', 'sale'],
  'sync.waiting': ['sync', 'sale'],
  'settings.read': ['settings'],
};

/** Hears the till's announcements until the returned function is called. */
export function onTopic(listener: (event: TopicEvent) => void): () => void {
  return tillBridge()?.on(listener) ?? (() => undefined);
}
