// Lengths on paper and on screen. Electron wants microns for a printer and inches for a PDF; pages are laid out in pixels.

const PIXELS_PER_INCH = 96;
const MM_PER_INCH = 25.4;
/** Room below the last line, so that rounding never starts a second page. */
const SPARE_MM = 1;
/** Chromium refuses pages below about 0.35 mm; nobody tears off less than this. */
const MIN_HEIGHT_MM = 20;

export function mmToPixels(mm: number): number {
  return (mm / MM_PER_INCH) * PIXELS_PER_INCH;
}

function pixelsToMm(pixels: number): number {
  return (pixels / PIXELS_PER_INCH) * MM_PER_INCH;
}

/** The page that holds content of a height in CSS pixels on paper of a width in millimetres. */
export function pageFor(paperMm: number, contentPixels: number): { readonly widthMm: number; readonly heightMm: number } {
  return { widthMm: paperMm, heightMm: Math.max(MIN_HEIGHT_MM, Math.ceil(pixelsToMm(contentPixels)) + SPARE_MM) };
}

export function toMicrons(page: { readonly widthMm: number; readonly heightMm: number }): { width: number; height: number } {
  return { width: Math.round(page.widthMm * 1000), height: Math.round(page.heightMm * 1000) };
}

export function toInches(page: { readonly widthMm: number; readonly heightMm: number }): { width: number; height: number } {
  return { width: page.widthMm / MM_PER_INCH, height: page.heightMm / MM_PER_INCH };
}
