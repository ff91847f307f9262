// The stability concepts by name: what each asks, and whose it is. README.md of test/oracles/gmcr has the definitions.

export type Concept = "R" | "GMR" | "SMR" | "SEQ" | "SSEQ" | "SIM";

export type ConceptCard = { id: Concept; name: string; asks: string; paper: string };

export const CONCEPTS: readonly ConceptCard[] = [
  {
    id: "R",
    name: "Nash",
    asks: "the actor has no move that it would rather make",
    paper: "Nash 1950, 1951",
  },
  {
    id: "GMR",
    name: "general metarational",
    asks: "each of its improvements can be answered by the others with something no better than now",
    paper: "Howard 1971",
  },
  {
    id: "SMR",
    name: "symmetric metarational",
    asks: "as GMR, and the actor has no way out of that answer",
    paper: "Howard 1971",
  },
  {
    id: "SEQ",
    name: "sequential",
    asks: "as GMR, where the others answer only by moves that are improvements for whoever makes them",
    paper: "Fraser & Hipel 1979, 1984",
  },
  {
    id: "SSEQ",
    name: "symmetric sequential",
    asks: "as SEQ, and the actor has no way out of that answer",
    paper: "Rêgo & Vieira 2017, doi 10.1007/s10726-016-9520-8",
  },
  {
    id: "SIM",
    name: "simultaneous",
    asks: "each of its improvements meets improvements that the others make at the same time, and is then none",
    paper: "Fraser & Hipel 1984, in the option-form reading of GMCR+",
  },
];

/** Those given without asking. SIM is left out of the books of 1993 and 2018, and so is optional. */
export const USUAL: readonly Concept[] = ["R", "GMR", "SMR", "SEQ", "SSEQ"];

/** The others answer by improvements of the mover alone. */
export function isCredible(concept: Concept): boolean {
  return concept === "SEQ" || concept === "SSEQ";
}

/** The actor's own way out of the answer counts. */
export function isSymmetric(concept: Concept): boolean {
  return concept === "SMR" || concept === "SSEQ";
}

export function isConcept(text: string): text is Concept {
  return CONCEPTS.some((card) => card.id === text);
}
