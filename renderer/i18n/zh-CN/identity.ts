// Texts of the identity check, Chinese.
export const identity = {
  title: '核对证件', notNeededTitle: '这笔续费不用核对证件', notNeededBody: '本店规定：这个金额的续费不查证件。客户愿意出示时，也可以核对。',
  why: '本店规定：续费前要核对机主的证件。',
  type: '证件类型', number: '证件号码', numberHint: '输入或扫描号码，按 Enter 核对。核对后只留打码号码。',
  registered: '登记证件', expires: '证件有效期至（选填）',
  expiresHint: '如 2030-12-31', expiresWrong: '请按 2030-12-31 的样子填写',
  check: '核对', checking: '正在核对…', skip: '跳过，选套餐', next: '下一步：选套餐', again: '换一个证件', cannotGoOn: '这个证件不能办理',
  outcome: { match: '证件相符', mismatch: '证件不符', expired: '证件已过期', 'not-comparable': '本机没有可比对的登记证件' },
  advice: {
    match: '号码与登记的机主一致。请再看一眼照片和本人。',
    mismatch: '号码与登记的机主不一致，没有收款。请客户出示机主本人的证件；代办请到营业厅或打客服热线。',
    expired: '这个证件已经过了有效期，没有收款。请客户出示有效证件，或更新登记后再来。',
    'not-comparable': '请对照证件照片和本人，核对姓名的第一个字是否与左侧一致，一致就可以继续。',
  },
} as const;
