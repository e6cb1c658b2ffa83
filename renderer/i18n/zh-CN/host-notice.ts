// Texts of host-notice, Chinese.
export const hostNotice = {
  down: '收银核心停了一下，正在重新启动',
  downHint: '请稍等几秒。已经保存的业务都在，请不要重复收款。',
  restarted: '收银核心已经恢复',
  restartedHint: '没有丢失任何记录，办到一半的业务还在，可以接着办。',
  stopped: '收银核心多次重新启动没有成功',
  stoppedHint: '已保存的业务都在本机。请关闭程序再打开；还是不行请联系技术支持。',
  dismiss: '知道了',
} as const;
