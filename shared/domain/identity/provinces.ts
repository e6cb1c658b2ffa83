// First two digits of the administrative division codes (GB/T 2260). The other four are no proof: divisions are
// dissolved while people keep their number.
const provinces = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45',
  '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82', '83',
]);

/** Whether two digits name a province-level division, including the codes used for Hong Kong, Macau and Taiwan. */
export function isProvince(twoDigits: string): boolean {
  return provinces.has(twoDigits);
}
