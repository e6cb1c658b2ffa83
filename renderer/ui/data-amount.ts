// Data volumes in words.

const MB_PER_GB = 1024;

/** 512 MB, 20 GB, 1.5 GB: one decimal at most, cut off rather than rounded up, so that no more is promised than there is. */
export function dataAmountText(megabytes: number): string {
  if (megabytes < MB_PER_GB && megabytes > 0) return `${megabytes} MB`;
  const tenths = Math.floor((megabytes * 10) / MB_PER_GB);
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} GB`;
}
