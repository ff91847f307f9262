// Before or after what others ask for; among equals whoever asked first. The numbers are those of the queue: the least goes first.

export const PRIORITIES = { high: 1, normal: 2, low: 3 } as const;
export type Priority = keyof typeof PRIORITIES;
