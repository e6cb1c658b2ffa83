// A request code to read over the phone: fetched once for the act, again on request, and how long it stands.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { ApprovedAct } from '#shared/domain/approval.ts';
import { millisecondsUntil } from '#renderer/till/milliseconds-until.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { useSecondsLeft } from '#renderer/ui/use-seconds-left.ts';

export interface Challenge {
  readonly value: ReplyValueOf<'approval.challenge'> | null;
  readonly problem: Problem | null;
  readonly secondsLeft: number;
  /** It stood once and stands no longer. */
  readonly isExpired: boolean;
  readonly renew: () => void;
}

/** Asked for when the part appears: only then somebody means to phone. */
export function useChallenge(act: ApprovedAct): Challenge {
  const { run, problem } = useTillCommand('approval.challenge');
  const [value, setValue] = useState<Challenge['value']>(null);
  const [untilMs, setUntilMs] = useState<number | undefined>(undefined);
  const [isExpired, setIsExpired] = useState(false);
  const secondsLeft = useSecondsLeft(untilMs);
  const { operation, amountFen, subject } = act;
  const renew = useCallback(async () => {
    const reply = await run({ operation, amountFen, subject });
    if (!reply.ok) return;
    const leftMs = await millisecondsUntil(reply.value.expiresAt);
    setUntilMs(performance.now() + leftMs);
    setValue(reply.value);
  }, [run, operation, amountFen, subject]);
  useEffect(() => {
    if (untilMs === undefined) return undefined;
    setIsExpired(false);
    const timer = setTimeout(() => setIsExpired(true), untilMs - performance.now());
    return () => clearTimeout(timer);
  }, [untilMs]);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    void renew();
  }, [renew]);
  return { value, problem, secondsLeft, isExpired, renew: () => void renew() };
}
