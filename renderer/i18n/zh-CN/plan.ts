// Texts of the plan step and of the summary at the right, Chinese.
export const plan = {
  plans: '选择套餐', months: '续费月数', monthsKeys: '用左右方向键选择月数', perMonth: '/ 月', monthCount: '{{count}} 个月',
  data: '{{amount}} 国内流量', voice: '{{n}} 分钟通话', noVoice: '不含通话', roaming: '漫游 {{amount}}', noRoaming: '不含漫游',
  current: '现用', same: '与现套餐相同', different: '现用 {{current}}，本次改为 {{chosen}}。',
  differentHint: '新套餐从 {{date}} 起用，请和客户确认。', sameHint: '套餐不变，只延长有效期。',
  none: '目录里没有可售的套餐', noneHint: '请联网后稍等片刻，目录会自动更新；没有收款。',
  prices: { title: '按现套餐续费 · {{plan}}', gone: '现用的“{{plan}}”已不再出售，选套餐时请换一个。' },
  confirm: '去收款', quoting: '正在计算…',
  summary: {
    title: '本次办理', empty: '选好套餐后，金额和有效期显示在这里。', version: '目录 v{{version}}', unit: '{{count}} 个月 × ￥{{price}}',
    before: '现有效期', after: '续费后至', none: '无', fromToday: '已过期：从今天 {{date}} 起算', fromEnd: '从现有效期之后接着算',
    expected: '预计有效期，以运营商到账为准', due: '应收', identity: '证件',
    identityState: { match: '相符', mismatch: '不符', expired: '已过期', 'not-comparable': '人工核对', none: '未核对', 'not-needed': '不用核对' },
    changed: '价格或有效期已更新，请向客户说明后再收款', was: '原为 ￥{{total}}，至 {{expiry}}',
  },
} as const;
