// Texts of the payment step and of the finished sale, Chinese.
export const payment = {
  tenders: '收款方式', cashHint: 'F8', later: '需下一版网关',
  laterWhy: '电子收款需要下一版网关，目前只收现金',
  received: '实收（元）', change: '找零', missing: '还差', exact: '刚好',
  pay: '确认收款', enterReceived: '请输入实收金额', unreadable: '金额看不懂', short: '还差 ￥{{amount}}', submitting: '正在保存…',
  bigChange: '找零超过 ￥100，请再点一遍钞票。',
  unreadableHint: '请只填数字，最多两位小数，例如 200 或 59.90。',
  state: { entering: '等待输入实收金额', short: '实收不足', ready: '可以收款', submitting: '正在保存到本机，请不要关机', refused: '没有收款' },
  offline: '网络中断：现金照常办理，本笔先存本机，联网后自动上传。小票显示“预计”有效期。',
  done: {
    title: '已收款，已保存在本机', body: '断电、关机都不会丢。', bodyWaiting: '断电、关机都不会丢。联网后自动上传运营商。', change: '找零', noChange: '不用找零',
    total: '实收 ￥{{received}}，应收 ￥{{total}}', next: '下一位客户', reprint: '补打', reprinting: '正在补打…',
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
