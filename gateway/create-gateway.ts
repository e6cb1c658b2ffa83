// The HTTP server: every call of the interface over a prepared database, with refusals in one format.
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { MAX_BODY_BYTES } from '#shared/contract/gateway-api.ts';
import type { AcquirerOf } from './acquirer/acquirer.ts';
import { openFeed } from './changes/feed.ts';
import { startFeedUpkeep } from './changes/feed-upkeep.ts';
import { bulkSlotsOf, createBulkLane } from './http/bulk-lane.ts';
import type { CallContext } from './http/call.ts';
import { calls } from './http/calls.ts';
import { openApiDocument } from './http/open-api.ts';
import { problemText, sendProblem } from './http/problem.ts';
import { classifyFailure } from './http/classify-failure.ts';
import { serveCall } from './http/serve-call.ts';
import { serveNotifications, type NotificationReaders } from './http/serve-notifications.ts';
import { startPaymentClock } from './payments/payment-clock.ts';
import type { Clock, Logger, Random, Timers } from './ports.ts';
import type { GatewayDb } from './store/gateway-db.ts';
import { readIdentity } from './store/gateway-identity.ts';

export interface GatewayOptions {
  /** Prepared by `prepareDatabase`. Stays open when the gateway closes. */
  readonly db: GatewayDb;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Calls that carry much (journal, changes) in the house at once before new ones are sent away; all others always come in. */
  readonly maxBulkCalls?: number;
  /** How long a request may take to arrive, in milliseconds, and how often that is looked at. */
  readonly patience?: { readonly requestMs: number; readonly lookEveryMs: number };
  /** Who takes which wallet. Left out: no wallet is offered. */
  readonly acquirerOf?: AcquirerOf;
  /** The providers are made up and may play tricks with the line. */
  readonly isTraining?: boolean;
  /** Providers that report results by themselves. */
  readonly notifications?: NotificationReaders;
  /** With them, open payments and refunds go on by themselves and the feed is kept short; left out, only when somebody asks. */
  readonly timers?: Timers;
}

export interface Gateway {
  readonly app: FastifyInstance;
  /** Ends connections and waits for requests at work. */
  close(): Promise<void>;
}

/** Builds the server; the caller listens. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { db, clock, random, logger } = options;
  const identity = await readIdentity(db);
  const context: CallContext = {
    db, clock, random, logger, identity, feed: await openFeed({ db, random, clock, feedId: identity.feedId }),
    acquirerOf: options.acquirerOf ?? (() => null), isTraining: options.isTraining ?? false,
  };
  const patience = options.patience ?? { requestMs: 30_000, lookEveryMs: 2000 };
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: patience.requestMs,
    // A client that stops reading its answer, or says nothing more.
    connectionTimeout: 2 * patience.requestMs,
    http: { connectionsCheckingInterval: patience.lookEveryMs, headersTimeout: patience.requestMs },
    forceCloseConnections: true,
    frameworkErrors: (_failure, _request, reply) => void sendProblem(reply, { code: 'request-invalid' }),
    clientErrorHandler: (_failure, socket) => {
      const text = problemText({ code: 'request-invalid' });
      socket.end(`HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
    },
  });
  acceptEveryBody(app);
  // By the clock that signatures are judged by, so that a terminal can tell a wrong clock from a wrong key.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(clock.now()).toUTCString());
  });
  app.setErrorHandler(async (failure, request, reply) => handleFailure(failure, request, reply, context));
  app.setNotFoundHandler(async (_request, reply) => sendProblem(reply, { code: 'not-found' }));
  const bulk = createBulkLane({ places: options.maxBulkCalls ?? 32, slots: bulkSlotsOf(db.connections) });
  for (const one of calls) serveCall(app, one, context, bulk);
  serveNotifications(app, context, options.notifications ?? {});
  const document = openApiDocument(calls);
  app.get('/openapi.json', async (_request, reply) => reply.send(document));
  const clocks = options.timers === undefined ? [] : [startPaymentClock(context, options.timers), startFeedUpkeep(context, options.timers)];
  return {
    app,
    close: async () => {
      await app.close();
      await Promise.all(clocks.map(async (one) => one.stop()));
    },
  };
}

/** Bodies stay bytes until the signature over them is checked. */
function acceptEveryBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

async function handleFailure(failure: unknown, request: FastifyRequest, reply: FastifyReply, context: CallContext): Promise<FastifyReply> {
  const problem = classifyFailure(failure, context.random);
  if (problem.code === 'internal') {
    context.logger.error('request.failed', { method: request.method, route: request.routeOptions.url ?? null, reference: problem.reference }, failure);
  }
  return sendProblem(reply, problem);
}
