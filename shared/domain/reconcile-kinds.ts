// The closed lists of reconciliation: whose statements are laid beside the books, and what can differ.
import { walletMethods } from './tender.ts';

/** Whose statements can be read; of cards it is the acquirer's. */
export const statementSources = [...walletMethods, 'card'] as const;
export type StatementSource = (typeof statementSources)[number];

/**
 * wallet-only 已支付未销帐: the wallet has it, the books do not. till-only: the other way round. applied-unpaid
 * 未支付已销帐: the carrier applied it, no money. amount: both have it, with different amounts. method: cash in the books,
 * probably a wallet payment. carrier-missing: paid and sent, no outcome yet. rejected: paid and refused.
 */
export const differenceKinds = ['wallet-only', 'till-only', 'applied-unpaid', 'amount', 'method', 'duplicate', 'carrier-missing', 'rejected', 'drawer'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
