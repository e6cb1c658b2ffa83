// Texts of the frame around the screens, and of parts that every screen uses; Chinese.
export const frame = {
  appName: '禾元收银',
  nav: {
    label: '主菜单', sell: '受理', transactions: '交易', shift: '班次', review: '日报', settings: '设置',
  },
  lock: '锁屏',
  person: '当前店员 {{name}}（{{staffId}}）',
  header: {
    terminal: '终端 {{terminalId}}', businessDate: '营业日 {{date}}', shiftOpen: '{{staffId}} 当班', noShift: '未开班',
    language: '切换语言',
  },
  band: {
    training: '培训模式 · 数据不计入营业 · 小票无效',
    watermark: '培训 TRAINING',
    shiftTooLong: '{{staffId}} 的班开得太久了：到“班次”点钱交班，再开新班才能收款。',
    offline: '网络中断：现金照常办理，数据先存本机，联网后自动上传。',
  },
  problem: {
    tellCustomer: '告诉客户', next: '下一步', money: '钱款',
    moneyState: { 'not-moved': '没有收款', moved: '已收款，已保存', unknown: '还不能确定，请勿重复收款' },
  },
  nextStep: { shift: '去班次', transactions: '去交易', inbox: '看未完成', carrier: '再连一次运营商' },
  error: {
    title: '窗口显示出错', body: '已保存的交易都在，不会丢失。重新载入窗口即可继续。', reload: '重新载入窗口',
  },
  loading: '正在载入',
  age: { now: '刚刚', minutes: '{{n}} 分钟前', hours: '{{n}} 小时前', days: '{{n}} 天前' },
  amount: { missing: '请输入金额，没有就填 0。', unreadable: '金额看不懂，请按 123.45 的样子输入。' },
  reason: { other: '其他原因', missing: '请选一个原因，或者写一句话。' },
  readOnly: { title: '稽核只能查看', why: '受理和收款由店员或店长来做。交易、班次和日报都可以看。' },
  openShiftFirst: { title: '先开班，再受理' },
  flow: {
    label: '办理步骤', customer: '客户', identity: '证件', plan: '套餐', payment: '收款', done: '完成',
    back: '返回', summary: '本次办理', backspace: '退格', keypad: '数字键盘',
  },
} as const;
