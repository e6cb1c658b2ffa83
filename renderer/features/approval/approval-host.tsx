// Where the dialog of the second person appears, once in the window.
import { useEffect, type ReactNode } from 'react';
import { useApprovalAsking } from '#renderer/flow/approval-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';

const ApprovalDialog = loadedApart(async () => (await import('./approval-dialog.tsx')).ApprovalDialog);

/** A lock or a change of person takes the question back: it was asked by somebody who is no longer here. */
export function ApprovalHost(): ReactNode {
  const { asked, settle } = useApprovalAsking();
  const session = useTillQuery('session.read', {}).value;
  const staffId = session?.state === 'signed-in' ? session.person?.staffId : undefined;
  useEffect(() => (staffId === undefined ? undefined : () => settle(null)), [staffId, settle]);
  if (asked === null || staffId === undefined) return null;
  const { operation, amountFen, subject } = asked.act;
  return <ApprovalDialog key={`${operation} ${amountFen} ${subject}`} asked={asked} />;
}
