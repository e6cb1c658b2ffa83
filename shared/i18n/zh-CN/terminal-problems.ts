// Chinese words for problems of the terminal itself: its storage, enrolment, sign-in and clock.
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ProblemWords } from '../problem-words.ts';

const notForCustomer = '这和客户无关，不用解释。';
const otherTill = '这台机器暂时不能办理，请到旁边的收银台。';

type StopReason = ProblemOf<'till-stopped'>['reason'];

const stopped: Record<StopReason, { what: string; next: string }> = {
  'database-newer': { what: '这台终端的账是新版程序写的，旧版不敢动，先停止收款。', next: '把程序更新到最新版，再打开。' },
  'database-corrupt': { what: '账本文件有损坏，为了不记错账，先停止收款。', next: '不要删任何文件，请技术支持用备份恢复。' },
  'database-unreadable': { what: '账本文件打不开，先停止收款。', next: '重启电脑再试一次；还打不开就请技术支持。' },
  'disk-full': { what: '硬盘满了，记不下新的账，先停止收款。', next: '请店长清出硬盘空间，再按“再试一次”。' },
  'disk-read-only': { what: '硬盘现在只能读、不能写，先停止收款。', next: '请技术支持检查硬盘和权限，再按“再试一次”。' },
  'journal-broken': { what: '账本的校验对不上，先停止收款。', next: '不要动数据文件，请技术支持核对账本。' },
  'journal-fork': { what: '本机的账和运营商手里的对不上，可能恢复过旧数据，先停止收款。', next: '请店长联系运营商，重新登记这台终端。' },
  'terminal-revoked': { what: '这台终端已被停用，停止收款。没上传的记录都还在本机，不会丢。', next: '请店长联系运营商；运营商恢复后，本机会自动接着用。不要删任何文件。' },
  'keys-missing': { what: '找不到或打不开本机的密钥，已停止收款。', next: '用当初设置本机的电脑账号登录再试；还不行就找技术支持，不要删任何文件。' },
  'books-missing': { what: '本机登记过，可是账本文件不见了，先停止收款。', next: '账本如果在别的硬盘或文件夹里，接回来再按“再试一次”；找不到就请技术支持用备份恢复。' },
  'data-in-use': { what: '另一个收银程序正在用这份账本。', next: '用已经打开的那个窗口，也可能在这台电脑的另一个账号里；找不到就重启电脑。' },
};

const rescueFailures: Record<ProblemOf<'rescue-failed'>['reason'], { what: string; next: string }> = {
  'disk-full': { what: '硬盘没有地方了，记录没有保存出来。', next: '清出一些空间，再按一次。账本文件不要删。' },
  'not-writable': { what: '文件夹写不进去，记录没有保存出来。', next: '请技术支持检查文件夹的权限，再按一次。' },
  'nothing-readable': { what: '账本里一行也读不出来。', next: '不要删任何文件，请技术支持用最近的备份恢复。' },
  failed: { what: '记录没有保存出来。', next: '再按一次；还不行就请技术支持，账本文件不要动。' },
};

const refusals: Readonly<Record<string, string>> = {
  overloaded: '运营商系统正忙，请求没有办成。',
  'terminal-unknown': '运营商不认得这台终端。',
  'terminal-revoked': '运营商已停用这台终端。',
  'signature-invalid': '运营商没有认出这台终端的签名。',
  replayed: '运营商没有认出这台终端的签名。',
};

export const terminalProblems = {
  'request-invalid': {
    what: '有一处填的内容不对，没有往下办。',
    tellCustomer: '请稍等，我再填一次。',
    next: '看看刚填的内容，改好再按一次；还不行就告诉店长。',
  },
  'sign-in-needed': { what: '还没有人登录。', tellCustomer: '请稍等，我先登录。', next: '选自己的名字，输入 PIN。' },
  'session-locked': { what: '屏幕锁着。', tellCustomer: '请稍等，我先解锁。', next: '输入 PIN 解锁，没办完的单子还在。' },
  'not-allowed': { what: '这一步只有店长能做。', tellCustomer: '请稍等，我请店长过来。', next: '请店长用自己的名字登录后再做。' },
  'sender-not-trusted': { what: '这个请求不是收银窗口发来的，已经挡下。', tellCustomer: notForCustomer, next: '关掉别的窗口，重开收银程序；再出现就告诉店长。' },
  internal: {
    what: ({ reference }) => `程序里出了没想到的问题，编号 ${reference}。`,
    tellCustomer: '请稍等，我先核对这笔办好没有。',
    next: '到“交易”里看这笔在不在：在，就不要再收；不在，再做一次。把编号告诉技术支持。',
  },
  'till-restarting': {
    what: '收银程序正在重新启动，几秒就好。',
    tellCustomer: '请稍等几秒。',
    next: '等它回来，没办完的单子会接着办；收钱前先到“交易”里看这笔在不在。',
  },
  'till-stopped': {
    what: ({ reason }) => stopped[reason].what,
    tellCustomer: otherTill,
    next: ({ reason }) => stopped[reason].next,
  },
  'rescue-not-needed': { what: '这台终端工作正常，不用抢救。', tellCustomer: notForCustomer, next: '直接登录收款；要导出账目，请店长到“日报”里导出。' },
  'rescue-failed': { what: ({ reason }) => rescueFailures[reason].what, tellCustomer: notForCustomer, next: ({ reason }) => rescueFailures[reason].next },
  'storage-full': { what: '硬盘满了，这一步没有记下。', tellCustomer: '请稍等，这笔还没有办。', next: '先不要收钱，请店长清出硬盘空间再做一次。' },
  'storage-read-only': { what: '硬盘现在写不进去，这一步没有记下。', tellCustomer: '请稍等，这笔还没有办。', next: '先不要收钱，请店长找技术支持检查硬盘。' },
  'storage-busy': { what: '账本正忙，这一步没有记下。', tellCustomer: '请稍等，马上再来一次。', next: '等几秒，再按一次。' },
  'storage-failed': {
    what: '写账时硬盘出了问题，这笔记没记下还说不准。',
    tellCustomer: '请稍等，我先核对这笔办好没有。',
    next: '到“交易”里看这笔在不在：在，就不要再收；不在，再做一次。请店长检查硬盘。',
  },
  'not-enrolled': { what: '这台终端还没有登记到门店。', tellCustomer: otherTill, next: '请店长输入门店编码和激活码。' },
  'gateway-insecure': { what: '服务器地址没有加密，不能在上面登记。', tellCustomer: notForCustomer, next: '把服务器地址换成加密的，再重开程序。' },
  'already-enrolled': { what: '这台终端已经登记过了。', tellCustomer: notForCustomer, next: '直接登录就行；要换门店请联系运营商。' },
  'activation-refused': { what: '这家门店没有这个激活码。', tellCustomer: notForCustomer, next: '逐个字核对门店编码和激活码；没有写错就问总部。' },
  'activation-used': { what: '这个激活码已经用过，可能是别的电脑，也可能是重装以前。', tellCustomer: notForCustomer, next: '请店长向总部要新的激活码，一个码只能用一次。' },
  'activation-expired': { what: '这个激活码已经过期。', tellCustomer: notForCustomer, next: '请店长向总部要新的激活码，在有效期内使用。' },
  'activation-paused': {
    what: '这家门店试错激活码的次数太多。',
    tellCustomer: notForCustomer,
    next: ({ waitSeconds }) => `先核对激活码，等 ${Math.max(1, Math.ceil(waitSeconds / 60))} 分钟再试。`,
  },
  'terminal-own': { what: '不能在本终端上停用本终端。', tellCustomer: notForCustomer, next: '到本店另一台终端上停用，或请总部停用。' },
  'terminal-unknown': { what: '本店没有这台终端。', tellCustomer: notForCustomer, next: '重新打开终端名单，再选一次。' },
  'gateway-unreachable': {
    what: '现在连不上运营商。',
    tellCustomer: '现在网络不通，我先看本机的资料。',
    next: '检查网络，稍后再试；已登记的终端可以先按本机资料办，联网后自动补传。',
  },
  'gateway-refused': {
    what: ({ reason }) => refusals[reason] ?? '运营商系统没有接受这次请求。',
    tellCustomer: '运营商那边暂时查不了，我先看本机的资料。',
    next: '过一会儿再试；一直这样就请店长联系运营商。',
  },
  'staff-unknown': { what: '名单里没有这个人。', tellCustomer: notForCustomer, next: '换一个名字，或请店长确认账号开通了没有。' },
  'pin-wrong': {
    what: ({ triesLeft }) => (triesLeft > 0 ? `PIN 不对，还能试 ${triesLeft} 次。` : 'PIN 不对。'),
    tellCustomer: notForCustomer,
    next: '慢一点再输一次；忘了 PIN 就找店长。',
  },
  'staff-locked': {
    what: ({ until }, say) => (say.timeOfDay(until) === '' ? 'PIN 错了太多次，要等一会儿才能再试。' : `PIN 错了太多次，${say.timeOfDay(until)} 以后才能再试。`),
    tellCustomer: notForCustomer,
    next: '等时间到了再试，或请别的同事登录。',
  },
  'clock-wrong': {
    what: ({ skewSeconds }) => `这台电脑的钟和运营商差了 ${Math.max(1, Math.round(Math.abs(skewSeconds) / 60))} 分钟。`,
    tellCustomer: notForCustomer,
    next: '在系统设置里打开自动校时，再重开程序。',
  },
} as const satisfies Partial<ProblemWords>;
