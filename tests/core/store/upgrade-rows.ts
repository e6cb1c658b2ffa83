// Rows of every table of the till's file, as each version of it wrote them. Kept as SQL: the program of today cannot write them any more.

const hash = (seq: number): string => String(seq).padStart(64, '0');
const AT = '2026-11-24T12:00:00.000Z';
const entry = (seq: number, type: string): string =>
  `INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash) VALUES (${seq}, '${type}', '${AT}', '2026-11-24', '{"saleId":"s-${seq}"}', '${hash(seq - 1)}', '${hash(seq)}');`;

/** What each version added, to be run on a file of that version or a later one. */
const rows: readonly string[] = [
  `${[[1, 'terminal.enrolled'], [2, 'shift.opened'], [3, 'sale.completed'], [4, 'sale.completed'], [5, 'sale.completed']].map(([seq, type]) => entry(Number(seq), String(type))).join('\n')}
   INSERT INTO terminal (terminal_id, store_id, gateway_url, is_training, is_key_sealed, enrolled_at) VALUES ('T-0001', 'SZ-001', 'https://gateway.test', 0, 1, '${AT}');
   UPDATE sync_progress SET acknowledged_through = 3, acknowledged_hash = '${hash(3)}', changes_cursor = 'feed.17', last_contact_at = '${AT}', lost_since = '${AT}';
   UPDATE setting SET locale = 'en', printer = 'slips', paper_mm = 58;`,

  `INSERT INTO plan (plan_id, version, data) VALUES ('plus-60', 2, '{"planId":"plus-60"}');
   INSERT INTO staff (staff_id, name, role, pin_hash_sealed) VALUES ('c01', '李娜', 'clerk', 'sealed');
   INSERT INTO store (data) VALUES ('{"storeId":"SZ-001"}');
   INSERT INTO config (data) VALUES ('{"pollSeconds":30}');
   INSERT INTO pin_lock (staff_id, failures, locked_until) VALUES ('c01', 3, NULL);
   INSERT INTO subscriber (ref, msisdn_digest, iccid_digest, data) VALUES ('sub-1', x'01', x'02', '{"ref":"sub-1"}');
   INSERT INTO outcome (sale_id, status, data) VALUES ('s-3', 'applied', '{"status":"applied"}');`,

  `INSERT INTO shift (shift_id, staff_id, opened_at, business_date, float_fen, opened_seq) VALUES ('sh-1', 'c01', '${AT}', '2026-11-24', 50000, 2);
   ${[3, 4, 5].map((seq) => `
   INSERT INTO sale_draft (sale_id, subscriber_ref, state, begun_at, begun_by, identity_check_id, quote) VALUES ('s-${seq}', 'sub-1', 'completed', '${AT}', 'c01', 'ic-${seq}', '{}');
   INSERT INTO identity_check (identity_check_id, sale_id, document_type, number_masked, outcome, checked_at) VALUES ('ic-${seq}', 's-${seq}', 'RESIDENT_ID', '110***0000', 'match', '${AT}');
   INSERT INTO sale (seq, sale_id, receipt_number, receipt_count, shift_id, staff_id, subscriber_ref, completed_at, business_date, mode, msisdn_masked, plan_id, plan_name, months, total_fen,
       expiry_before, expected_expiry, service_end_on, anchor_day, auto_renewal, receipt)
     VALUES (${seq}, 's-${seq}', 'T-0001-20261124-000${seq - 2}', ${seq - 2}, 'sh-1', 'c01', 'sub-1', '${AT}', '2026-11-24', 'offline', '165****0001', 'plus-60', '{}', 1, ${seq * 1000},
       NULL, '2026-12-24', '2026-12-25', 25, 'off', '{}');
   INSERT INTO tender (sale_id, payment_id, method, amount_fen, received_fen, change_fen) VALUES ('s-${seq}', 'p-${seq}', 'cash', ${seq * 1000}, 10000, ${10_000 - seq * 1000});
   INSERT INTO print_job (print_job_id, sale_id, shift_id, copy_number, asked_by, asked_at, title, state, detail, changed_at) VALUES ('pj-${seq}', 's-${seq}', NULL, 0, 'c01', '${AT}', 'slip', 'queued', '', '${AT}');`).join('')}
   INSERT INTO sale_draft (sale_id, subscriber_ref, state, begun_at, begun_by) VALUES ('s-9', 'sub-1', 'open', '${AT}', 'c01');`,

  `INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at) VALUES ('p-9', 's-9', 'sh-1', 'c01', 'alipay', 'payer-code', 6000, 'unknown', '${AT}', '${AT}');
   INSERT INTO sale_void (sale_id, seq, shift_id, staff_id, reason, voided_at) VALUES ('s-5', 5, 'sh-1', 'c01', 'x', '${AT}');
   INSERT INTO refund (refund_id, sale_id, shift_id, staff_id, reason, amount_fen, state, mode, validity, requested_at, changed_at) VALUES ('rf-4', 's-4', 'sh-1', 'c01', 'x', 4000, 'requested', 'online', 'undecided', '${AT}', '${AT}');
   INSERT INTO refund_line (refund_id, payment_id, sale_id, method, amount_fen) VALUES ('rf-4', 'p-4', 's-4', 'cash', 4000);
   INSERT INTO refund_task (sale_id, owner_id, created_at) VALUES ('s-3', 'c01', '${AT}');
   INSERT INTO approval (approval_id, operation, amount_fen, subject, approver_id, asked_by, way, granted_at, expires_at) VALUES ('ap-1', 'refund.start', 4000, 's-4', 'm01', 'c01', 'pin', '${AT}', '${AT}');
   INSERT INTO approval_challenge (challenge_id, operation, amount_fen, subject, asked_by, request_code, made_at, expires_at) VALUES ('ch-1', 'refund.start', 4000, 's-4', 'c01', '123', '${AT}', '${AT}');
   INSERT INTO shift_count (shift_id, attempt, staff_id, counted_fen, expected_fen, counted_at) VALUES ('sh-1', 1, 'c01', 1, 2, '${AT}');
   INSERT INTO drawer_act (move_id, seq, shift_id, act, amount_fen, reason) VALUES ('mv-1', 2, 'sh-1', 'in', 1000, 'x');
   INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, shift_id, hour, at, amount_fen, sale_id) VALUES ('2026-11-24', 5, 7, 'tender', 'cash', NULL, 'c01', 'sh-1', 20, '${AT}', 5000, 's-5');`,

  `INSERT INTO journal_checkpoint (seq, hash, verified_at) VALUES (3, '${hash(3)}', '${AT}');`,

  `UPDATE feed_delivery SET number = 4, snapshot = 'snap', received = 10, total = 20, has_essentials = 1;
   UPDATE subscriber SET delivery = 4;`,

  `UPDATE terminal SET key_made_at = '${AT}', key_print = '${hash(7)}', is_key_exposed = 1;`,

  `UPDATE till_clock SET offset_ms = -259200000, heard_at = '${AT}', unsure_after_seq = 3;`,
];

/** All rows a file of that version holds. */
export function rowsOfVersion(version: number): string {
  const firstSnapshot = version < 6 ? 'UPDATE sync_progress SET has_first_snapshot = 1;' : '';
  return rows.slice(0, version).join('\n') + firstSnapshot;
}

export const knownVersions = rows.length;

/** Columns that went, and where what they said stands now. */
export const movedColumns: ReadonlyMap<string, string> = new Map([['sync_progress.has_first_snapshot', 'SELECT has_essentials FROM feed_delivery']]);
