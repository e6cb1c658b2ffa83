// What can be seen to be wrong with a screen without knowing what it is for: scroll bars, cut text, missing or foreign words.
import type { Page } from '@playwright/test';
import type { Language } from './screen-walk.ts';

/** What may be in Chinese on an English screen: the language's own name, and slips in the store's language. */
const chineseByNature = '[lang="zh-CN"]:not(html), [data-testid="receipt"], .customer-name';

/** People's names and the mark of the house stay as they are. */
const names = /陈练一|林练二|王店长|禾|[陈林王](?!.)/gu;

/** Runs in the page. */
function findFaults({ language, exempt, NOT_ENGLISH }: { readonly language: string; readonly exempt: string; readonly NOT_ENGLISH: string }): string[] {
  const faults: string[] = [];
  const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.visually-hidden') === null;
  const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className.toString().replaceAll(' ', '.')} "${(element.textContent ?? '').slice(0, 40)}"`;
  const page = document.scrollingElement ?? document.documentElement;
  if (page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth) faults.push(`the page scrolls: ${page.scrollWidth}x${page.scrollHeight}`);
  for (const element of document.body.querySelectorAll('*')) {
    if (!shown(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && overflowX !== 'visible';
    if (isCut && element.matches(':not(input)')) faults.push(`cut: ${nameOf(element)} ${element.scrollWidth}>${element.clientWidth}`);
    const isScroller = overflowY === 'auto' || overflowY === 'scroll';
    if (element.closest('.sell') !== null && isScroller && element.scrollHeight > element.clientHeight + 1 && element.closest('.paper-pane') === null) faults.push(`scrolls: ${nameOf(element)}`);
    if (element.matches('button, label, kbd, h1, h2, h3') && overflowX === 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) faults.push(`too wide: ${nameOf(element)} ${element.scrollWidth}>${element.clientWidth}`);
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text === '' || parent === null || !shown(parent)) continue;
    if (/^[a-z][A-Za-z-]*(?:[.:][A-Za-z-]+)+$/.test(text) || text.includes('{{')) faults.push(`missing words: ${text}`);
    if (/\b(?:undefined|null|NaN|\[object)\b/.test(text)) faults.push(`a value that is none: ${text}`);
    if (language === 'en' && /\p{Script=Han}/u.test(text) && parent.closest(exempt) === null) faults.push(`${NOT_ENGLISH}${text}`);
  }
  return faults;
}

const NOT_ENGLISH = 'not English: ';

export async function screenFaults(page: Page, language: Language): Promise<readonly string[]> {
  const faults = await page.evaluate(findFaults, { language, exempt: chineseByNature, NOT_ENGLISH });
  return faults.filter((fault) => !fault.startsWith(NOT_ENGLISH) || /\p{Script=Han}/u.test(fault.replaceAll(names, '')));
}
