// Texts of the payment step and of the finished sale, Chinese.
export const payment = {
  again: '再读一次',
  tenders: '收款方式', walletHint: '扫付款码',
  bar: {
    'offline': '需联网', 'not-offered': '本店未开通', 'offline-limit': '超离线限额', 'no-balance': '没有余额', 'payment-open': '上一笔未完成',
    'shift-too-long': '先交班', 'shift-of-other': '不是本班', 'no-machine': '刷卡机未连接', 'unread': '没读到',
  },
  barWhy: {
    'offline': '现在没有网络，请改收现金或用独立刷卡机。', 'not-offered': '本店没有开通这种收款方式。', 'offline-limit': '超过离线限额，要店长授权才能收。', 'no-balance': '客户账户里没有余额。',
    'payment-open': '上一笔支付还没有结果，不能再收一次。', 'shift-too-long': '这个班开得太久，先交班再收款。', 'shift-of-other': '这个班是别人的，请本人收款或先交接。', 'no-machine': '刷卡机没有连接，请检查电源和连线。', 'unread': '正在读取能用的收款方式。',
  },
  cardAlone: '独立刷卡机', cardConnected: '联机刷卡机', balanceHint: '余额 ￥{{amount}}',
  received: '实收（元）', change: '找零', missing: '还差', exact: '刚好',
  pay: '确认收款', enterReceived: '请输入实收金额', unreadable: '金额看不懂', short: '还差 ￥{{amount}}', submitting: '正在保存…', complete: '完成这一单',
  bigChange: '找零超过 ￥100，请再点一遍钞票。',
  unreadableHint: '请只填数字，最多两位小数，例如 200 或 59.90。',
  state: {
    entering: '等待收款', short: '实收不足', ready: '可以收款', submitting: '正在保存到本机，请不要关机', refused: '没有收款', starting: '正在登记这笔支付', paid: '已收齐，可以完成',
    created: '正在发出', sent: '已发出，等回应', confirming: '等客户确认', unknown: '还不知道有没有扣款', reversing: '正在撤销', settled: '已收', failed: '没有扣款', reversed: '已撤销，没有扣款',
  },
  offline: '网络中断：现金照常办理，本笔先存本机，联网后自动上传。小票显示“预计”有效期。',
  allowance: '离线还可办 {{sales}} 笔，共 ￥{{amount}}，{{until}} 前有效',
  amount: '这一笔收（元）', amountHint: '还差 ￥{{amount}}，可以只收一部分', amountTooMuch: '最多 ￥{{amount}}', amountZero: '请输入金额',
  way: { 'payer-code': '扫客户的码', 'store-code': '客户扫我们的码' },
  authCode: '客户付款码', authCodeHint: '对着客户手机扫一下，自动识别钱包', authCodeLength: '付款码是 10 到 32 位数字',
  charge: '收 ￥{{amount}}', chargeStore: '出示收款码 ￥{{amount}}', starting: '正在登记…',
  whichWallet: { title: '这个码是哪家的？', unknown: '认不出是哪家的码，请问一下客户。', mismatch: '看起来是{{wallet}}的码，按哪家收？', drop: '不收，重扫' },
  scanWhileOpen: '上一笔还没有结果，这个码没有使用。',
  machine: {
    type: '在刷卡机上输入', start: '开始刷卡 ￥{{amount}}', connectedStart: '送到刷卡机 ￥{{amount}}', startHint: '按下后，在刷卡机上输入同样的金额。', connectedHint: '按下后，金额会自动送到刷卡机。',
    approval: '授权码', approvalHint: '签购单上的 4 到 12 位字母或数字', last4: '卡号后四位', approved: '刷卡成功', declined: '刷卡没成功', undone: '已在刷卡机上撤销', notUndone: '没有撤销，款已收',
    undoHint: '请在刷卡机上撤销这一笔，再告诉系统结果。',
  },
  balance: { available: '可用余额', use: '从余额扣', short: '余额不够付这个金额', agreed: '客户同意用余额支付 ￥{{amount}}', agreeFirst: '先征得客户同意', agreeHint: '请念给客户听：从您的余额里扣 ￥{{amount}}，可以吗？', pay: '从余额扣 ￥{{amount}}' },
  waiting: {
    known: {
      created: '马上发出，请客户稍等，不要再扫一次。', sent: '请客户稍等，不要再扫一次。', confirming: '请客户在手机上输入密码确认。', storeCode: '请客户扫这个码付款。', card: '请客户按刷卡机的提示操作。',
      unknown: '没有收到结果。请客户看看手机有没有扣款；系统会一直查，不要重新收款。', reversing: '撤销有结果之前，不能再收这笔钱。', account: '正在从客户余额里扣款。',
    },
    countDown: '{{seconds}} 秒后停止等待，自动撤销', over: '等待时间到了，正在查最后一次', reference: '单号', started: '开始于',
    ask: '再查一次', asking: '正在查…', undo: '撤销', undoing: '正在撤销…', giveBack: '退给客户', force: '按已付处理', keep: '已收下，完成这一单',
    paidAfterUndo: '撤销没有成功：客户已经付了这笔钱', paidAfterUndoShort: '撤销没成功，客户已付',
    paidAfterUndoHint: '钱已经到账。问一下客户：继续办理，还是退给客户。',
    forceTitle: '按已付处理', forceHint: '请客户打开钱包账单，照着填单号。店长要授权，之后会留下待核对的任务。', forceReference: '钱包里的单号', forceShort: '单号至少 6 位字母或数字', forceGo: '按已付处理', cancel: '取消',
  },
  park: { offer: '先服务下一位', why: '这一单有钱在途，不能丢下。可以先放一边，结果会自己查；在“未完成”里随时取回。', go: '放一边，服务下一位', stay: '继续办这一单', parked: '{{msisdn}} 的单已放一边，支付结果会自动查，按 {{key}} 取回。' },
  sum: { due: '应收', paid: '已收', left: '还差', rounding: '现金抹零', taken: '已用的收款方式', undo: '撤销', undoSure: '确认撤销？', reference: '单号 {{reference}}', approval: '授权码 {{code}} · 尾号 {{last4}}' },
  failed: {
    title: '{{tender}} ￥{{amount}} 没有收到', reversedTitle: '{{tender}} ￥{{amount}} 已撤销，没有扣款', next: '可以换一种方式，或再收一次。',
  },
  done: {
    title: '已收款，已保存在本机', body: '断电、关机都不会丢。', bodyWaiting: '断电、关机都不会丢。联网后自动上传运营商。', change: '找零', noChange: '不用找零',
    total: '实收 ￥{{received}}，应收 ￥{{total}}', totalElectronic: '应收 ￥{{total}}，已全部收齐', tenders: '收款方式', rounding: '抹零 ￥{{amount}}', next: '下一位客户', reprint: '补打', reprinting: '正在补打…',
    paper: '小票', carrier: '运营商', autoRenewal: '自动续费',
    carrierState: { waiting: '待上传', accepted: '已上传，等待到账', applied: '已到账', rejected: '被退回', voided: '已撤销' },
    carrierHint: {
      waiting: '预计有效期 {{expiry}}', accepted: '预计有效期 {{expiry}}', applied: '有效期 {{expiry}}', rejected: '请到“交易”查看原因和处理办法', voided: '这一单已撤销，钱已退回',
    },
    autoState: { off: '未开通', on: '已开通', failing: '扣款失败' },
    autoHint: { off: '到期前请客户再来续费', on: '到期自动扣款', failing: '请客户检查扣款账户' },
    receipt: '小票预览',
  },
} as const;
