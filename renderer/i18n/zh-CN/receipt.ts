// Texts of receipt, Chinese.
export const receipt = {
  paper: '小票预览',
  label: '小票',
  state: {
    none: '没有小票', queued: '排队打印', handed: '正在打印', spooled: '已送打印机', saved: '已存为 PDF', unconfirmed: '不知道打出没有', failed: '没有打出来',
  },
  copy: '第 {{n}} 次补打',
  next: {
    none: '需要小票请按 F9 补打', queued: '不用等，可以先接待下一位', handed: '不用等，可以先接待下一位', spooled: '{{detail}}，没出纸请补打', saved: '{{detail}}',
    unconfirmed: '看一眼打印机，没出纸请补打',
  },
} as const;
