// What the till announces. A topic carries no data: whoever cares reads again.

/** host: the core process died or came back; print: the print queue moved. */
export const tillTopics = ['terminal', 'session', 'shift', 'sale', 'subscriber', 'catalog', 'payment', 'refund', 'approval', 'review', 'sync', 'print', 'settings', 'host'] as const;
export type TillTopic = (typeof tillTopics)[number];

export interface TopicEvent {
  readonly topic: TillTopic;
  /** Rises by one with every announcement of one process life. */
  readonly revision: number;
  /** Only for `host`: what became of the core process. */
  readonly host?: 'down' | 'restarted' | 'stopped';
}

/** The name under which events travel from the shell to the window. */
export const TOPIC_EVENT = 'till-topic';
