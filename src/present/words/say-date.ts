// A date of the clock in words: "in July 2026", "by 10 March 2031", "in the third quarter of 2026".

import { parseDate, type Step } from "../../base/dates.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const QUARTERS = ["first", "second", "third", "fourth"];

/** The date alone: `July 2026`, `10 March 2031`, `the third quarter of 2026`, `the week of 10 March 2031`, `2026`. */
export function sayDate(date: string, step: Step): string {
  const parts = parseDate(date);
  if (!parts) return date;
  const { year, month, day } = parts;
  switch (step) {
    case "day":
      return `${day} ${MONTHS[month - 1]} ${year}`;
    case "week":
      return `the week of ${day} ${MONTHS[month - 1]} ${year}`;
    case "month":
      return `${MONTHS[month - 1]} ${year}`;
    case "quarter":
      return `the ${QUARTERS[Math.floor((month - 1) / 3)]} quarter of ${year}`;
    case "year":
      return String(year);
  }
}

/** With the word that leads to it: `in July 2026`, `on 10 March 2031`. */
export const atDate = (date: string, step: Step) => `${step === "day" ? "on" : "in"} ${sayDate(date, step)}`;
