// Words of grammar, by what they do. A capital on one of them inside a sentence means that two texts were joined there.

const words = (list: string) => new Set(list.split(" "));

export const PRONOUNS = words("it they he she we you this that these those there");
export const DETERMINERS = words("the a an its their his her our your each every some any");
export const LINKS = words(
  "as at by in on for from with after before while when where if but and or so because although though since until of to near once then than not is are was were has have had which who under over into onto against between during without within despite can among toward towards around about nor yet also",
);

/** Begins a clause that cannot stand alone: "Instead of achieving …, Taiwan". */
export const SUBORDINATORS = words(
  "if while when after before because although though since until unless instead despite once as with without by in on at from for of given far rather",
);

export function isFunctionWord(lower: string): boolean {
  return PRONOUNS.has(lower) || DETERMINERS.has(lower) || LINKS.has(lower);
}
