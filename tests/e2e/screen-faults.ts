// What can be seen to be wrong with a screen without knowing what it is for: scroll bars, cut text, missing or foreign words.
import type { Page } from '@playwright/test';
import type { Language } from './screen-walk.ts';

/** What may be in Chinese on an English screen: the language's own name, slips in the store's language, a customer's name. */
const chineseByNature = '[lang="zh-CN"]:not(html), [data-testid="receipt"], .customer-name';

/** People's names and the mark of the house stay as they are. */
const names = /陈练一|林练二|王店长|李副店|赵稽核|禾|[陈林王李赵](?!.)/gu;

interface TextOnScreen {
  readonly text: string;
  readonly mayBeChinese: boolean;
}

interface Seen {
  /** Scroll bars and cut text, in words. */
  readonly faults: readonly string[];
  readonly texts: readonly TextOnScreen[];
}

/** Runs in the page, so it stands alone. */
function look(exempt: string): Seen {
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.visually-hidden') === null;
  const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className.toString().replaceAll(' ', '.')} "${(element.textContent ?? '').slice(0, 40)}"`;
  const isTooWide = (element: Element): boolean => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
  const cutOf = (element: Element): readonly string[] => {
    const isClipped = getComputedStyle(element).overflowX !== 'visible' && !element.matches('input');
    const isWord = element.matches('button, label, kbd, h1, h2, h3');
    return isTooWide(element) && (isClipped || isWord) ? [`cut: ${nameOf(element)} ${element.scrollWidth}>${element.clientWidth}`] : [];
  };
  // Only the paper beside a sale may be longer than its place.
  const scrollOf = (element: Element): readonly string[] => {
    const isScroller = ['auto', 'scroll'].includes(getComputedStyle(element).overflowY);
    const isInFlow = element.closest('.sell') !== null && element.closest('.paper-pane') === null;
    return isScroller && isInFlow && element.scrollHeight > element.clientHeight + 1 ? [`scrolls: ${nameOf(element)}`] : [];
  };
  const page = document.scrollingElement ?? document.documentElement;
  const pageFaults = page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth ? [`the page scrolls: ${page.scrollWidth}x${page.scrollHeight}`] : [];
  const elements = [...document.body.querySelectorAll('*')].filter(isShown);
  const texts = elements.flatMap((element) => [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => ({ text: node.textContent?.trim() ?? '', mayBeChinese: element.closest(exempt) !== null })));
  return { faults: [...pageFaults, ...elements.flatMap(cutOf), ...elements.flatMap(scrollOf)], texts };
}

function wordFault({ text, mayBeChinese }: TextOnScreen, language: Language): string | null {
  if (/^[a-z][A-Za-z-]*(?:[.:][A-Za-z-]+)+$/.test(text) || text.includes('{{')) return `missing words: ${text}`;
  if (/\b(?:undefined|null|NaN)\b|\[object/.test(text)) return `a value that is none: ${text}`;
  const isChinese = /\p{Script=Han}/u.test(text.replaceAll(names, ''));
  return language === 'en' && isChinese && !mayBeChinese ? `not English: ${text}` : null;
}

/** Everything wrong with what the page shows now, in words. */
export async function screenFaults(page: Page, language: Language): Promise<readonly string[]> {
  const { faults, texts } = await page.evaluate(look, chineseByNature);
  return [...faults, ...texts.map((text) => wordFault(text, language)).filter((fault) => fault !== null)];
}
