// Texts of the look-up and of the customer's card, Chinese.
export const lookUp = {
  label: '查询客户：手机号或卡号（ICCID）',
  placeholder: '手机号 / 卡号 ICCID，可扫码',
  submit: '查询',
  idle: {
    title: '请输入客户的手机号或卡号', body: '键盘输入后按 Enter；扫码枪直接扫卡背面的条码；也可以点下面的数字。',
    last: '上一笔已收款', lastChange: '找零', openLast: '查看',
  },
  looking: { directory: '正在查本机目录…', carrier: '本机目录没有，正在问运营商…' },
  refused: { again: '重新输入' },
  found: {
    title: '可以续费', barred: '现在不能续费', next: '下一步：核对证件', beginning: '正在开单…',
    refreshing: '正在向运营商核对最新资料…', refreshed: '已向运营商核对', notRefreshed: '没有连上运营商，以本机目录为准',
    stale: '资料超过 24 小时没有更新，请以客户手机上的有效期为准再核对一次。',
    luhn: '卡号的校验位不对，可能扫错或输错。请对照卡面后四位再继续。',
    waitingSales_other: '这张卡在本机还有 {{count}} 笔续费没有到账，有效期可能会再延后。',
    renewedToday: '这张卡今天已经续费过（￥{{amount}}）。请和客户确认要再续一次。',
  },
  card: {
    title: '客户', empty: '还没有客户', emptyHint: '查到客户后，资料显示在这里。',
    esim: 'eSIM', sim: '实体卡', iccid: '卡号尾号 {{last4}}',
    expiry: '有效期至', noExpiry: '没有有效期', plan: '当前套餐', noPlan: '没有套餐', balance: '余额', autoRenewal: '自动续费',
    autoRenewalState: { off: '未开通', on: '已开通', failing: '扣款失败' },
    data: '流量', voice: '通话', left: '剩余 {{left}} / {{total}}', minutes: '{{n}} 分钟',
    recent: '最近续费', noRecent: '没有续费记录', by: { store: '门店', auto: '自动', online: '线上' },
    daysLeft_other: '剩 {{count}} 天', endsToday: '今天到期', expiredFor_other: '已过期 {{count}} 天',
    fresh: '运营商资料，{{age}}更新', directory: '本机目录，{{age}}更新',
  },
} as const;
