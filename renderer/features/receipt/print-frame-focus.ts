// Keeps the hidden frame of react-to-print from taking the focus: keys typed and codes scanned while a slip goes out
// belong to the screen.

// The id under which react-to-print adds its frame to the page.
const PRINT_FRAME = 'iframe#printWindow';

/** From now until the returned function is called, print frames that appear cannot focus themselves. */
export function keepFocusFromPrintFrame(): () => void {
  const observer = new MutationObserver(() => {
    const frame = document.querySelector<HTMLIFrameElement>(PRINT_FRAME);
    if (frame === null) return;
    observer.disconnect();
    frame.tabIndex = -1;
    frame.setAttribute('aria-hidden', 'true');
    // The frame's window is final once its empty document has loaded; react-to-print focuses it later than that.
    frame.addEventListener('load', () => {
      if (frame.contentWindow !== null) frame.contentWindow.focus = () => undefined;
    });
  });
  observer.observe(document.body, { childList: true });
  return () => observer.disconnect();
}
