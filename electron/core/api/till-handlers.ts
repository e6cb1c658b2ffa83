// What answers each channel: the types every handler must have.
import type { CoreChannel, ParsedRequestOf, ReplyOf, TillApi } from '#shared/contract/till-api.ts';
import type { CommandContext, QueryContext } from '../till.ts';

type ContextOf<C extends CoreChannel> = TillApi[C]['kind'] extends 'query' ? QueryContext : CommandContext;
export type TillHandlers = {
  readonly [C in CoreChannel]: (ctx: ContextOf<C>, request: ParsedRequestOf<C>) => ReplyOf<C> | Promise<ReplyOf<C>>;
};
