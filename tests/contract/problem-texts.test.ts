// Every refusal of every channel can be said aloud, in both languages.
import { describe, expect, it } from 'vitest';
import { commonProblems, problemParameters } from '#shared/contract/problems.ts';
import { rejectionReasons } from '#shared/contract/records.ts';
import { tillApi } from '#shared/contract/till-api.ts';
import { fen } from '#shared/domain/fen.ts';
import { barText, problemText, type ProblemText } from '#shared/i18n/problem-texts.ts';
import { rejectionText } from '#shared/i18n/rejection-texts.ts';
import { sampleProblems } from './sample-problems.ts';

const locales = ['zh-CN', 'en'] as const;

const sayings = (text: ProblemText): string[] => [text.what, text.tellCustomer, text.next];
const allTexts = (locale: (typeof locales)[number]): Array<{ readonly code: string; readonly text: ProblemText }> => [
  ...sampleProblems.map((problem) => ({ code: problem.code, text: problemText(problem, locale) })),
  ...rejectionReasons.map((reason) => ({ code: reason, text: rejectionText(reason, locale) })),
];

// What stands on keys, cards and papers, and is therefore said as it is.
const knownWords = /PIN|ICCID|Heyon|Esc|XP-80/g;
const program = /error|exception|undefined|null|NaN|Object|\.cjs|tenders\.0|[a-z]+-[a-z]+-[a-z]+/i;

describe('i18n/problem-texts', () => {
  it('[PT1] has a sample of every problem, so that nothing below is skipped', () => {
    expect([...new Set(sampleProblems.map(({ code }) => code))].toSorted()).toEqual(Object.keys(problemParameters).toSorted());
  });

  it.each(locales)('[PT1] has four parts for every problem and every refusal of a sale (%s)', (locale) => {
    const holes = allTexts(locale).filter(({ text }) => [...sayings(text), text.money].some((part) => part.trim() === ''));
    expect(holes).toEqual([]);
  });

  it.each(Object.keys(tillApi))('[PT1] has words for everything that %s may answer', (channel) => {
    // The names come from the map itself.
    const problems: readonly string[] = [...tillApi[channel as keyof typeof tillApi].problems, ...commonProblems];
    const spoken = new Set<string>(sampleProblems.map(({ code }) => code));
    expect(problems.filter((code) => !spoken.has(code))).toEqual([]);
  });

  it('[PT2] speaks Chinese without English words', () => {
    const foreign = allTexts('zh-CN').flatMap(({ code, text }) => sayings(text).filter((part) => /[A-Za-z]{2,}/.test(withoutNames(part))).map((part) => ({ code, part })));
    expect(foreign).toEqual([]);
  });

  it('[PT2] speaks English without Chinese characters', () => {
    expect(allTexts('en').flatMap(({ text }) => sayings(text)).filter((part) => /[\p{Script=Han}，。：；！？]/u.test(part))).toEqual([]);
  });

  it.each(locales)('[PT2] never lets the inside of the program through (%s)', (locale) => {
    expect(allTexts(locale).flatMap(({ text }) => sayings(text)).filter((part) => program.test(part))).toEqual([]);
  });

  it.each(['操作失败', '失败', '系统错误', '异常', '非法'])('[PT2] never says just "%s"', (word) => {
    expect(allTexts('zh-CN').flatMap(({ text }) => sayings(text)).filter((part) => part.includes(word))).toEqual([]);
  });

  it.each(locales)('[PT2] speaks in whole, short sentences (%s)', (locale) => {
    const odd = allTexts(locale).flatMap(({ text }) => sayings(text)).filter((part) => !/[。？.?]$/.test(part) || part.length > (locale === 'en' ? 150 : 50));
    expect(odd).toEqual([]);
  });

  it('[PT2] keeps Chinese and Latin punctuation apart', () => {
    expect(allTexts('zh-CN').flatMap(({ text }) => sayings(text)).filter((part) => /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(part))).toEqual([]);
  });

  it.each(locales)('[PT3] says of every refused sale that the money was taken (%s)', (locale) => {
    expect([...new Set(rejectionReasons.map((reason) => rejectionText(reason, locale).money))]).toEqual(['moved']);
  });

  it('[PT1] writes amounts as a till does', () => {
    const short = { code: 'tender-short', missingFen: fen(123450) } as const;
    expect([problemText(short, 'zh-CN').what, problemText(short, 'en').what]).toEqual(['还差 ￥1,234.50。', '￥1,234.50 is still missing.']);
  });

  it('[PT1] says until when a person is locked out where the caller knows the store\'s time', () => {
    const locked = { code: 'staff-locked', until: '2026-11-24T02:35:00.000Z' } as const;
    const said = [problemText(locked, 'zh-CN').what, problemText(locked, 'zh-CN', { timeOfDay: () => '10:35' }).what];
    expect(said).toEqual(['PIN 错了太多次，要等一会儿才能再试。', 'PIN 错了太多次，10:35 以后才能再试。']);
  });

  it('[PT1] says in one sentence why a card is barred', () => {
    expect([barText('card-closed', 'zh-CN'), barText('card-closed', 'en')]).toEqual(['这个号已经销户，不能续费。', 'This number is closed and cannot be renewed.']);
  });
});

function withoutNames(text: string): string {
  return text.replaceAll(knownWords, '').replaceAll('7F3A-91C2', '');
}
