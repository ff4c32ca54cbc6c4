/** The link among the arguments of a start; null where there is none. What it says is looked at where it is opened. */
export const linkIn = (args: readonly string[]): string | null => args.find((argument) => /^strongroom:/i.test(argument)) ?? null;
