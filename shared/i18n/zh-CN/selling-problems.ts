// Chinese words for problems of the shift, the plan, the money and the paper.
import type { ProblemWords } from '../problem-words.ts';

const paperLater = '续费已经办好，小票马上补给您。';

/** Reasons as the printing system gives them, by the word they begin with. */
const printerReasons: ReadonlyArray<readonly [start: string, words: string]> = [
  ['media-empty', '没有纸了'], ['media-needed', '没有纸了'], ['media-jam', '卡纸了'], ['cover-open', '盖子没关'], ['door-open', '盖子没关'],
  ['paused', '被暂停了'], ['offline', '没有连上'], ['connecting', '没有连上'], ['not-accepting', '不接收打印'],
];

function printerReason(reason: string): string {
  return printerReasons.find(([start]) => reason.startsWith(start))?.[1] ?? '停下来了';
}

export const sellingProblems = {
  'shift-closed': { what: '还没有开班，不能收钱。', tellCustomer: '请稍等，我先开班。', next: '到“班次”点好备用金，开班后再收。' },
  'shift-already-open': { what: '已经有一个班开着。', tellCustomer: '这和客户无关，不用解释。', next: '接着用这个班；要换班就先交班。' },
  'sale-still-open': { what: '还有一单没办完，不能交班。', tellCustomer: '请稍等，我先把手上的单子办完。', next: '回到“受理”，把这单办完，或按 Esc 退出这单。' },
  'plan-unknown': { what: '目录里没有这个套餐。', tellCustomer: '这个套餐现在没有，我给您看看别的。', next: '从列表里另选一个套餐。' },
  'plan-withdrawn': { what: '这个套餐已经下架，不能再卖。', tellCustomer: '这个套餐已经下架，我给您看看别的。', next: '从列表里另选一个套餐。' },
  'months-not-offered': { what: '这个套餐没有这个月数。', tellCustomer: '这个套餐不能按这个月数续，您看别的月数行吗？', next: '另选一个列出的月数。' },
  'quote-missing': { what: '还没有选套餐。', tellCustomer: '您想续哪个套餐、几个月？', next: '回到“套餐”这一步，选套餐和月数。' },
  'quote-changed': { what: '报价变了：换了日期，或套餐有更新。', tellCustomer: '价格或有效期刚有更新，我再给您报一次。', next: '把新的金额和有效期念给客户，同意了再收。' },
  'sale-unknown': { what: '找不到这一单。', tellCustomer: '请稍等，我查一下。', next: '到“交易”里按单号找；没有就从“客户”重新开始。' },
  'sale-id-reused': { what: '这一单已经按另一个金额收过了。', tellCustomer: '这一单已经收过，我给您核对一下。', next: '不要再收；到“交易”里打开这单，看收了多少。' },
  'sale-already-completed': { what: '这一单已经收过钱了。', tellCustomer: '这一单已经办好了。', next: '不要再收；需要小票就补打。' },
  'tender-short': {
    what: ({ missingFen }, say) => `还差 ${say.yuan(missingFen)}。`,
    tellCustomer: ({ missingFen }, say) => `还差 ${say.yuan(missingFen)}。`,
    next: '收够了改好实收金额，再按收款。',
  },
  'tender-not-available': { what: '这种付款方式现在还不能用。', tellCustomer: '现在只能付现金。', next: '改收现金；客户没有现金就先不办。' },
  'amount-unreadable': { what: '金额看不懂。', tellCustomer: '请稍等，我再输一次。', next: '只输数字，最多两位小数，比如 200 或 180.50。' },
  'print-job-unknown': { what: '这张小票不在打印队列里。', tellCustomer: paperLater, next: '到“交易”里打开这单，按补打。' },
  'printer-missing': {
    what: ({ printer }) => (printer === '' ? '还没有选打印机。' : `找不到打印机“${printer}”。`),
    tellCustomer: paperLater,
    next: '看打印机通电、连线了没有，或到“设置”另选一台，再补打。',
  },
  'printer-stopped': {
    what: ({ printer, reason }) => `打印机“${printer}”${printerReason(reason)}。`,
    tellCustomer: paperLater,
    next: '看看纸、盖子和开关，弄好以后补打。',
  },
  'print-failed': { what: '小票没有打出来。', tellCustomer: paperLater, next: '看看打印机，再补打；补打的小票会注明。' },
  'print-timeout': { what: '打印机一直没有回话，小票出没出还不知道。', tellCustomer: paperLater, next: '看一眼打印机：出了就给客户，没出就补打。' },
} as const satisfies Partial<ProblemWords>;
