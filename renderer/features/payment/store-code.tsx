// The code a customer's wallet reads from our screen, as large as the card allows.
import { useEffect, useState, type ReactNode } from 'react';
import { knownQrPath, qrPath, type QrPath } from '#renderer/ui/qr-path.ts';

// Four modules of white on each side belong to the code.
const QUIET = 4;

/** Keeps its room until the encoder is there. */
export function StoreCode({ data, label }: { readonly data: string; readonly label: string }): ReactNode {
  const [made, setMade] = useState<{ readonly data: string; readonly code: QrPath } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    qrPath(data).then((code) => isCurrent && setMade({ data, code }), () => undefined);
    return () => { isCurrent = false; };
  }, [data]);
  const code = made?.data === data ? made.code : knownQrPath(data);
  const side = (code?.size ?? 0) + 2 * QUIET;
  return (
    <svg role="img" aria-label={label} className="store-code" data-testid="store-code" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} shapeRendering="crispEdges">
      {code === null ? null : <path d={code.path} fill="#000" />}
    </svg>
  );
}
