// pos doctor on the way to the gateway: is it there, does its clock agree with ours, how long is its certificate good.
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { fine, text, worse, type Finding } from './finding.ts';

const PATIENCE_MS = 5000;
const DAY_MS = 86_400_000;

export async function lookAtGateway(url: string): Promise<Finding[]> {
  const [answer, certificate] = await Promise.all([askHealth(url), lookAtCertificate(url)]);
  return [...answer, certificate];
}

async function askHealth(url: string): Promise<Finding[]> {
  try {
    const sentMs = Date.now();
    const reply = await fetch(`${url.replace(/\/+$/, '')}/healthz`, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    await reply.arrayBuffer();
    if (!reply.ok) return [worse('gateway', 'fail', text(`answers ${reply.status}`, `返回 ${reply.status}`), text('wait; if it lasts, tell the carrier', '请稍候；持续出现时请联系运营商'))];
    return [fine('gateway', text(`answers after ${Date.now() - sentMs} ms`, `${Date.now() - sentMs} 毫秒后应答`)), clockBy(reply.headers.get('date'))];
  } catch (cause) {
    const code = causeOf(cause);
    return [worse('gateway', 'fail', text(`not reached (${code})`, `无法连接（${code}）`), text('see that cable, router and the address of the gateway are right', '请检查网线、路由器和网关地址'))];
  }
}

/** As the gateway does: five minutes are tolerated. */
function clockBy(date: string | null): Finding {
  const gatewayMs = Date.parse(date ?? '');
  if (Number.isNaN(gatewayMs)) return worse('clock', 'warn', text('the gateway does not tell the time', '网关未给出时间'), text('compare the clock of this computer by hand', '请手工核对本机时间'));
  // The header has whole seconds.
  const seconds = Math.round((Date.now() - gatewayMs) / 1000);
  const what = text(`${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the gateway`, `比网关${seconds < 0 ? '慢' : '快'} ${Math.abs(seconds)} 秒`);
  if (Math.abs(seconds) <= 30) return fine('clock', what);
  return worse('clock', Math.abs(seconds) > 300 ? 'fail' : 'warn', what, text('let this computer set its clock by the network; beyond 5 minutes the gateway refuses it', '请开启系统的网络校时；相差超过 5 分钟时网关拒绝请求'));
}

function lookAtCertificate(url: string): Promise<Finding> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') return Promise.resolve(fine('certificate', text('none needed: the gateway is on this computer', '无需证书：网关在本机')));
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: port === '' ? 443 : Number(port), ...(isIP(hostname) === 0 ? { servername: hostname } : {}), timeout: PATIENCE_MS, rejectUnauthorized: false });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('secureConnect', () => end(judgeCertificate(socket.getPeerCertificate(), socket.authorized ? null : String(socket.authorizationError), Date.now())));
    socket.once('timeout', () => end(unseen('timeout')));
    socket.once('error', (cause) => end(unseen(causeOf(cause))));
  });
}

const unseen = (code: string): Finding =>
  worse('certificate', 'fail', text(`not seen (${code})`, `未能取得（${code}）`), text('see that cable, router and the address of the gateway are right', '请检查网线、路由器和网关地址'));

/** `distrust`: why this computer does not believe it; null: it does. */
export function judgeCertificate({ valid_to: validTo }: Pick<PeerCertificate, 'valid_to'>, distrust: string | null, nowMs: number): Finding {
  const days = Math.floor((Date.parse(validTo) - nowMs) / DAY_MS);
  if (distrust !== null && days >= 0) {
    return worse('certificate', 'fail', text(`not trusted (${distrust})`, `不受信任（${distrust}）`), text('somebody may sit in between: use another network, tell the carrier', '可能有人截听：请更换网络并联系运营商'));
  }
  const what = days < 0 ? text('expired', '已过期') : text(`good for ${days} days`, `有效期还有 ${days} 天`);
  if (days >= 14) return fine('certificate', what);
  return worse('certificate', days < 0 ? 'fail' : 'warn', what, text('tell the carrier to renew it; see that the clock of this computer is right', '请通知运营商更新证书，并核对本机时间'));
}

function causeOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error ? inner.name : 'unknown';
}
