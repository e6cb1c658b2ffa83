// Texts of the inbox of open payments and of parked sales, Chinese.
export const openPayments = {
  title: '未完成', badge: '未完成', open: '打开未完成的支付和放一边的单', close: '关闭',
  payments: '未完成的支付', parked: '放一边的单', found: '查找结果',
  empty: '没有未完成的支付', emptyHint: '每一笔支付都有结果，也没有放一边的单。',
  emptyParked: '没有放一边的单', nothingFound: '没有找到“{{reference}}”', nothingFoundHint: '请核对单号，或只输入最后 6 位以上。',
  find: '查单号', findHint: '签购单或客户钱包里的单号，至少 6 位', again: '再读一次',
  why: { 'open': '还没有结果', 'paid-without-sale': '已付款，单没办完', 'paid-after-undo': '撤销没成功，客户已付', 'after-force': '按已付处理，等核对' },
  sale: { open: '正在办', parked: '放一边', completed: '已办完', abandoned: '单已取消' },
  age: { seconds: '{{n}} 秒', minutes: '{{n}} 分钟', hours: '{{n}} 小时', days: '{{n}} 天' },
  owner: '经手 {{staffId}}', reference: '单号 {{reference}}', noReference: '还没有单号',
  resume: '回到这一单', ask: '再查一次', asking: '正在查…', undo: '撤销', undoing: '正在撤销…', giveBack: '退给客户', giveBackSure: '确认退？', undoSure: '确认撤销？', settledSale: '等系统核对',
  parkedTotal: '应收 ￥{{total}}', parkedPaid: '已收 ￥{{paid}}', parkedOpen: '在途 ￥{{open}}', noQuote: '还没选套餐', begunBy: '{{staffId}} 受理', resuming: '正在取回…',
} as const;
