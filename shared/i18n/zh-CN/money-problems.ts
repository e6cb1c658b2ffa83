// Chinese words for problems of payments, refunds, approvals, the drawer and the manager's day.
import type { ApprovedOperation } from '#shared/domain/approval.ts';
import type { ProblemWords } from '../problem-words.ts';

const operations: Readonly<Record<ApprovedOperation, string>> = {
  'sale.void': '撤销这一单', 'refund.start': '退款', 'cash.paid-in': '放入现金', 'cash.paid-out': '取出现金', 'cash.drop': '上缴现金', 'drawer.open': '开钱箱',
  'shift.close-difference': '带差额交班', 'shift.close-open-work': '带着没办完的事交班', 'payment.undo': '撤销这笔支付', 'payment.force': '按已付处理',
  'offline.exceed': '超过离线额度收款', 'task.close': '结束这项待退款',
};
const inside = '这和客户无关，不用解释。';
const moment = '请稍等，我查一下。';
const askManager = '请稍等，我请店长来一下。';

export const moneyProblems = {
  'sale-has-money': { what: '这一单已经收了钱，不能直接退出。', tellCustomer: '已经收的钱我先退给您，请稍等。', next: '先撤销已收的支付再退出，或者把这单挂起。' },
  'payment-unknown': { what: '找不到这笔支付。', tellCustomer: moment, next: '到“未完成支付”里看，或按钱包里的单号查找。' },
  'payment-open': { what: '上一笔支付还没有结果，不能再收一次。', tellCustomer: '上一笔还没有结果，我先查清楚，免得重复扣款。', next: '等上一笔有结果；或者按“再查一次”“撤销”。' },
  'payment-final': { what: '这笔支付已经有结果了。', tellCustomer: moment, next: '看清这笔支付现在的状态，再决定下一步。' },
  'payment-id-reused': { what: '这个支付编号已经用过。', tellCustomer: '请稍等，我重新收一次。', next: '返回后重新选择收款方式。' },
  'payment-code-unreadable': { what: '这不是能用的付款码。', tellCustomer: '请打开付款码，刷新一下再给我扫。', next: '请客户刷新付款码，再扫一次；不要手工补数字。' },
  'tender-offline': { what: '现在没有网络，这种收款方式用不了。', tellCustomer: '现在没有网络，可以付现金或刷卡吗？', next: '改收现金，或用独立刷卡机；也可以等网络恢复。' },
  'tender-too-much': { what: ({ leftFen }, say) => `最多只能再收 ${say.yuan(leftFen)}。`, tellCustomer: '金额我改一下，请稍等。', next: '把金额改成不超过还差的数。' },
  'balance-short': { what: ({ balanceFen }, say) => `客户余额只有 ${say.yuan(balanceFen)}，不够。`, tellCustomer: '您的余额不够，差的部分可以另付吗？', next: '余额只付一部分，其余用别的方式收。' },
  'offline-limit': { what: ({ leftFen }, say) => `离线额度只剩 ${say.yuan(leftFen)}。`, tellCustomer: askManager, next: '请店长批准超额，或者等网络恢复。' },
  'void-too-late': { what: '这一单已经传给运营商，不能撤销了。', tellCustomer: '这一单要按退款办，我来处理。', next: '到“交易”里打开这单，改用退款。' },
  'void-not-possible': { what: '有电子支付的单子不能撤销。', tellCustomer: '这一单要按退款办，我来处理。', next: '联网后到“交易”里打开这单，用退款。' },
  'already-voided': { what: '这一单已经撤销了。', tellCustomer: '这一单已经撤销，钱已经退了。', next: '不用再做什么；需要凭据就补打。' },
  'refund-unknown': { what: '找不到这笔退款。', tellCustomer: moment, next: '到“交易”里打开原来的单子看。' },
  'refund-id-reused': { what: '这个退款编号已经用过，内容不一样。', tellCustomer: moment, next: '重新打开退款，再核对金额。' },
  'refund-exceeds': { what: ({ leftFen }, say) => `这一单最多还能退 ${say.yuan(leftFen)}。`, tellCustomer: ({ leftFen }, say) => `最多还能退 ${say.yuan(leftFen)}。`, next: '把金额改小；别处刚退过的也算在内。' },
  'refund-nothing-left': { what: '这一单已经全部退完。', tellCustomer: '这一单的钱已经全部退给您了。', next: '不要再退；打开这单看退款记录。' },
  'refund-offline': { what: '现在没有网络，这一单不能退。', tellCustomer: '现在没有网络，恢复后我们就给您退。', next: '等网络恢复再退；离线只能退本机当天的现金单。' },
  'refund-too-early': { what: '这一单还没有传给运营商，不能退款。', tellCustomer: '这一单还没有传出去，我直接给您撤销。', next: '改用撤销；或者等这单传上去再退。' },
  'task-unknown': { what: '这项待退款已经处理了。', tellCustomer: inside, next: '刷新列表，看别的待办。' },
  'approval-needed': { what: ({ operation }) => `${operations[operation]}需要另一个人批准。`, tellCustomer: askManager, next: '请店长输入 PIN，或打电话要批准码。' },
  'approval-refused': { what: '这个批准不能用在这里。', tellCustomer: askManager, next: '批准只对一件事有效一次；请重新批准。' },
  'approval-own': { what: '自己不能批准自己。', tellCustomer: inside, next: '请另一位店长批准。' },
  'approval-not-allowed': { what: '这个人不能批准。', tellCustomer: inside, next: '请店长批准。' },
  'approval-code-wrong': { what: ({ triesLeft }) => `批准码不对，还可以试 ${triesLeft} 次。`, tellCustomer: askManager, next: '和店长核对做什么、金额和尾号，再报一次。' },
  'approval-code-expired': { what: '这个批准码已经过期或用过了。', tellCustomer: askManager, next: '重新要一个请求码，再打电话。' },
  'approval-code-unavailable': { what: '这台终端还不能用电话批准。', tellCustomer: inside, next: '请店长到这里输入 PIN；或重新登记这台终端。' },
  'shift-of-other': { what: ({ ownerId }) => `这个班不是你开的，是 ${ownerId.replace(/^[a-z]+/i, '')} 号的；钱箱归一个人管。`, tellCustomer: '请稍等，我请同事来收。', next: '请开班的人来收，或者先点钱交班。' },
  'shift-too-long': { what: '这个班开得太久了，先交班。', tellCustomer: '请稍等，我先交一下班。', next: '到“班次”点钱交班，再开新班。' },
  'shift-unknown': { what: '找不到这个班。', tellCustomer: inside, next: '从班次列表里重新选。' },
  'move-id-reused': { what: '这次操作已经记过一笔，内容和现在填的不一样。', tellCustomer: moment, next: '关掉这个窗口，核对本班的现金进出；还要再记一笔，就重新打开再填。' },
  'drawer-short': { what: ({ heldFen }, say) => `账上钱箱只有 ${say.yuan(heldFen)}，取不出这么多。`, tellCustomer: inside, next: '核对金额；需要就先点钱。' },
  'count-differs': { what: '各面额加起来和总数不一样。', tellCustomer: inside, next: '再数一遍，改好面额或总数。' },
  'reason-needed': { what: '差额超过限度，要写原因。', tellCustomer: inside, next: '写清原因，再请店长批准；也可以重新点钱。' },
  'range-invalid': { what: '日期范围不对。', tellCustomer: inside, next: '开始不能晚于结束，最多选四百天。' },
  'export-busy': { what: '还有一个导出没有完成。', tellCustomer: inside, next: '等它完成，或先取消它。' },
  'export-unknown': { what: '找不到这个导出。', tellCustomer: inside, next: '重新导出一次。' },
  'export-failed': { what: ({ reason }) => (reason === 'disk-full' ? '磁盘满了，没有导出来。' : '这个文件夹写不进去，没有导出来。'), tellCustomer: inside, next: '腾出空间或换个位置，再导出一次。' },
  'statement-unreadable': { what: '这不是能读的对账单。', tellCustomer: inside, next: '从钱包的商家后台导出交易明细，原样选进来。' },
} as const satisfies Partial<ProblemWords>;
