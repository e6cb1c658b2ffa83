// Numbers that pass every check and belong to nobody: training prefixes, right check digits.
import { must } from '#shared/domain/base/invariant.ts';

/** 16500000001, 16500000002 … */
export function trainingMsisdn(number: number): string {
  return `165${String(number).padStart(8, '0')}`;
}

/** 20 digits: 898699, the number, and the check digit of ISO/IEC 7812 (Luhn). */
export function trainingIccid(number: number): string {
  const digits = `898699${String(number).padStart(13, '0')}`;
  return digits + luhnDigit(digits);
}

/** Citizen number in the training region 999999: birth `YYYY-MM-DD`, sequence below 1000, check of GB 11643-1999. */
export function residentNumber(birthOn: string, sequence: number): string {
  const digits = `999999${birthOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + must('10X98765432'[sum % 11], 'a remainder of 11 names one of 11 characters');
}

function luhnDigit(digits: string): string {
  const sum = [...digits].reduceRight((total, digit, index) => {
    const isDoubled = (digits.length - 1 - index) % 2 === 0;
    const value = Number(digit) * (isDoubled ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
