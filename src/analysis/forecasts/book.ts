// A book of forecasts and what came of them, as data (read from CSV by formats/forecast-book.ts).

export type BookForecast = {
  forecaster: string;
  question: string;
  kind: "options" | "event" | "quantity";
  date: string;
  line: number;
  /** Of options and events: outcome → probability; an event has `yes` and `no`. */
  p: Map<string, number>;
  /** Of a quantity: probability that it lies below a value. */
  quantiles: { p: number; value: number }[];
};

export type Resolution = { question: string; outcome: string; date: string; line: number };
