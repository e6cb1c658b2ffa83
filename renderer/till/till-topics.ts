// Which announcements make which reading stale.
import type { Channel, TillApi } from '#shared/contract/till-api.ts';
import type { TillTopic, TopicEvent } from '#shared/contract/till-topics.ts';
import { tillBridge } from './till-client.ts';

export type QueryChannel = { [C in Channel]: TillApi[C]['kind'] extends 'query' ? C : never }[Channel];

/** The topics after which a query is asked again, unless its user names others. */
export const topicsOf: Record<QueryChannel, readonly TillTopic[]> = {
  'terminal.read': ['terminal', 'settings', 'catalog'],
  'terminal.list': ['terminal'],
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
  'payment.options': ['payment', 'sale', 'sync'],
  'payment.read': ['payment', 'sale'],
  'payment.list-open': ['payment', 'sale'],
  'payment.find': ['payment'],
  'sale.list-parked': ['sale', 'payment'],
  'sale.can-void': ['sale', 'sync'],
  'refund.preview': [],
  'refund.read': ['refund', 'sale'],
  'refund.list': ['refund', 'sale'],
  'task.list': ['refund', 'sale', 'sync'],
  'approval.need': ['approval', 'terminal'],
  'shift.current': ['shift', 'sale', 'session', 'refund'],
  'shift.x': ['shift', 'sale', 'refund'],
  'shift.open-work': ['shift', 'sale', 'sync', 'payment', 'refund', 'print'],
  'shift.list': ['shift'],
  'review.read': ['sale', 'shift', 'refund', 'payment', 'sync', 'print'],
  'review.rows': ['sale', 'shift', 'refund', 'payment', 'sync'],
  'review.story': ['sale', 'refund', 'payment', 'sync', 'print'],
  'review.trend': ['sale', 'refund'],
  'review.store': [],
  'review.export-state': ['review'],
  'sync.read': ['sync', 'sale'],
  'sync.waiting': ['sync', 'sale'],
  'settings.read': ['settings'],
};

/** Hears the till's announcements until the returned function is called. */
export function onTopic(listener: (event: TopicEvent) => void): () => void {
  return tillBridge()?.on(listener) ?? (() => undefined);
}
