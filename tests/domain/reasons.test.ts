import { describe, expect, it } from 'vitest';
import { readReason, reasonsOf, type ReasonedAct } from '#shared/domain/reasons.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';

const acts = Object.keys(reasonsOf) as readonly ReasonedAct[];

describe('reasons', () => {
  it.each(acts)('[U6] %s offers at most nine reasons, each a code with other words in each language', (act) => {
    const reasons = reasonsOf[act];
    expect(reasons.length).toBeLessThanOrEqual(9);
    for (const reason of reasons) {
      expect(readReason(reason)).toBe(reason);
      expect(reason).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
      expect(reasonText(reason, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u);
      expect(reasonText(reason, 'en')).toMatch(/^[A-Z][a-z ]+$/);
    }
    // Two reasons of one act that read alike could not be told apart.
    for (const locale of ['zh-CN', 'en'] as const) expect(new Set(reasons.map((reason) => reasonText(reason, locale))).size).toBe(reasons.length);
  });

  it.each(['客户的孩子按错了', 'courier', '', 'toString'])('[U6] leaves words of somebody’s own as they are: %s', (reason) => {
    expect(readReason(reason)).toBeNull();
    expect(reasonText(reason, 'en')).toBe(reason);
  });
});
