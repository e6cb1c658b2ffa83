// A QR code on a receipt, drawn as vector so that no printer blurs it.
import { useEffect, useState, type ReactNode } from 'react';
import { knownQrPath, qrPath, type QrPath } from '#renderer/ui/qr-path.ts';

// Four modules of white on each side belong to the code.
const QUIET = 4;

/** Reserves its place until the encoder is there; without it the caption below still says what to do. */
export function ReceiptQr({ data, caption }: { readonly data: string; readonly caption: string }): ReactNode {
  const [made, setMade] = useState<{ readonly data: string; readonly code: QrPath } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    qrPath(data).then((code) => isCurrent && setMade({ data, code }), () => undefined);
    return () => { isCurrent = false; };
  }, [data]);
  const code = made?.data === data ? made.code : knownQrPath(data);
  const side = (code?.size ?? 0) + 2 * QUIET;
  return (
    <div style={{ textAlign: 'center', margin: '0.2em 0' }}>
      <svg
        role="img" aria-label={caption} viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} width="8.5em" height="8.5em"
        shapeRendering="crispEdges" style={{ width: '8.5em', height: '8.5em', background: '#fff' }}
      >
        {code === null ? null : <path d={code.path} fill="#000" />}
      </svg>
      <div>{caption}</div>
    </div>
  );
}
