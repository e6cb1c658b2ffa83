// Chinese words for problems of finding a card, of what may be done with it, and of the customer's document.
import type { ProblemWords } from '../problem-words.ts';
import { documentTypeText } from '../term-texts.ts';

const lookAgain = '麻烦把证件再给我看一下。';

export const customerProblems = {
  'lookup-unreadable': { what: '看不出这是手机号还是卡号。', tellCustomer: '请报一下手机号，或给我看看卡上的号码。', next: '输入 11 位手机号，或 8986 开头的卡号。' },
  'msisdn-invalid': { what: '手机号不对：要 11 位，以 1 开头。', tellCustomer: '麻烦再报一遍手机号。', next: '照客户报的重输一遍。' },
  'msisdn-data-card': { what: '这是 13 位的物联网卡号，门店不能续费。', tellCustomer: '这种卡要找办卡的单位续费。', next: '问客户有没有 11 位的手机号，有就改查那个。' },
  'iccid-invalid': { what: '卡号不对：要 8986 开头，共 19 或 20 位。', tellCustomer: '麻烦把卡再给我看一下。', next: '重扫一次，或照卡面输入；也可以改查手机号。' },
  'subscriber-unknown': {
    what: ({ isOnline }) => (isOnline ? '运营商没有这个号码的资料。' : '本机没有这个号码的资料，现在又连不上运营商。'),
    tellCustomer: ({ isOnline }) => (isOnline ? '这个号码查不到，请看看是不是 Heyon 卡。' : '现在网络不通，这个号码要联网才能查。'),
    next: ({ isOnline }) => (isOnline ? '核对号码，或改查卡上的号码。' : '等网络恢复再查，先不要收钱。'),
  },
  'card-unbound': { what: '这张卡还没有绑定本人。', tellCustomer: '这张卡要先绑定本人，才能续费。', next: '先不要收钱；请客户打客服热线办绑定。' },
  'card-on-hold': { what: '这个号在停机保号，还没有复机。', tellCustomer: '您的号码在停机保号，要先复机再续费。', next: '先不要收钱；请客户打客服热线复机。' },
  'real-name-block': { what: '这个号的实名核验没有通过，不能收钱。', tellCustomer: '您的号码要先做实名核验，请带上本人证件。', next: '不要收钱；请客户按客服热线的指引做实名核验。' },
  'card-closing-offline': { what: '这个号快要销户了，联网确认后才能续费。', tellCustomer: '这个号要联网确认才能续，现在网络不通。', next: '先不要收钱，等网络恢复再办。' },
  'card-closed': { what: '这个号已经销户，不能续费。', tellCustomer: '这个号码已经销户，续不了了。', next: '不要收钱；客户有疑问请他打客服热线。' },
  'card-recycled': { what: '这个号已被收回，可能已经给了别人。', tellCustomer: '这个号码已经收回，续不了了。', next: '不要收钱；客户有疑问请他打客服热线。' },
  'directory-too-old': { what: '本机里这个号的资料太旧，离线不能续费。', tellCustomer: '现在网络不通，这个号要联网才能续。', next: '先不要收钱，等网络恢复再查一次。' },
  'document-length': { what: '证件号的位数不对。', tellCustomer: lookAgain, next: '照着证件数一遍，重新输入。' },
  'document-format': { what: '证件号和所选的证件类型对不上。', tellCustomer: lookAgain, next: '先看类型选对没有，再重新输入。' },
  'document-check-digit': { what: '证件号里有一位不对，校验没有通过。', tellCustomer: lookAgain, next: '照着证件一位一位重新输入。' },
  'document-region-unknown': { what: '证件号开头的地区不存在。', tellCustomer: lookAgain, next: '照着证件重输前几位，再看类型选对没有。' },
  'document-date-invalid': { what: '证件号里的日期不存在。', tellCustomer: lookAgain, next: '照着证件重输出生日期那几位。' },
  'document-birth-future': { what: '证件号里的出生日期还没有到。', tellCustomer: lookAgain, next: '照着证件重输出生日期那几位；电脑的日期也看一眼。' },
  'document-15-digit': { what: '这是 15 位的旧身份证号，已经不能用了。', tellCustomer: '旧的 15 位身份证不能用了，请出示现在的身份证。', next: '请客户出示 18 位的身份证或别的有效证件。' },
  'document-training-only': { what: '这是培训用的证件号，正式营业不能用。', tellCustomer: lookAgain, next: '照着客户的证件重新输入。' },
  'document-other-type': {
    what: ({ actualType }) => `这个号码是${documentTypeText(actualType, 'zh-CN')}的，和所选的类型不一样。`,
    tellCustomer: lookAgain,
    next: '照客户手里的证件改选类型，再输入一次。',
  },
  'document-expired': {
    what: ({ expiredOn }, say) => `证件过期了，有效期到 ${say.date(expiredOn)}。`,
    tellCustomer: '您的证件过期了，请换一份有效的证件。',
    next: '请客户出示有效证件；没有就先不要收钱。',
  },
  'identity-needed': { what: '这一单要先核对证件。', tellCustomer: '按规定要看一下您的身份证件。', next: '回到“证件”这一步，输入或扫描证件号。' },
  'identity-refused': {
    what: ({ outcome }) => (outcome === 'expired' ? '客户的证件过期了，不能往下办。' : '证件和这张卡登记的不是同一个人。'),
    tellCustomer: ({ outcome }) => (outcome === 'expired' ? '您的证件过期了，请换一份有效的证件。' : '登记的不是这份证件，请机主本人带证件来办。'),
    next: ({ outcome }) => (outcome === 'expired' ? '请客户出示有效证件；没有就不要收钱。' : '先看是不是输错了；确实不是本人就不要收钱。'),
  },
} as const satisfies Partial<ProblemWords>;
