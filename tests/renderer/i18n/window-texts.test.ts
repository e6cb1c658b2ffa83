// Both languages say everything, each with its own punctuation.
import { describe, expect, it } from 'vitest';
import { resources } from '#renderer/i18n/resources.ts';

function textsOf(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]];
    return typeof value === 'object' && value !== null ? textsOf(value, `${path}${key}.`) : [];
  });
}

const chinese = textsOf(resources['zh-CN']);
const english = textsOf(resources.en);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = '']) => name).sort();

describe('i18n/window-texts', () => {
  it('leaves nothing empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills the same places in both languages', () => {
    const byKey = new Map(chinese);
    const differing = english.filter(([key, text]) => byKey.has(key) && placeholders(text).join() !== placeholders(byKey.get(key) ?? '').join());
    expect(differing).toEqual([]);
  });

  it('has no Latin comma or full stop between Chinese characters', () => {
    expect(chinese.filter(([, text]) => /\p{Script=Han}[,;?!.]\s*\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('has no full-width punctuation in English', () => {
    expect(english.filter(([key, text]) => key !== 'frame.band.watermark' && /[，。；：？！（）“”’]/.test(text))).toEqual([]);
  });
});
