// Age in completed years, counted on the calendar.
import type { BusinessDate } from '../business-date.ts';

/** Completed years on a date. Who is born on 29 February comes of age on 1 March of a common year. */
export function ageOn(birthOn: BusinessDate, onDate: BusinessDate): number {
  const years = Number(onDate.slice(0, 4)) - Number(birthOn.slice(0, 4));
  const hadBirthday = onDate.slice(5) >= birthOn.slice(5);
  return hadBirthday ? years : years - 1;
}
