const isLink = (argument: string): boolean => /^strongroom:/i.test(argument);

/** The link among the arguments of a start; null where there is none. What it says is looked at where it is opened. */
export const linkIn = (args: readonly string[]): string | null => args.find(isLink) ?? null;

/**
 * What stands before `--` and before the link. SECURITY: Windows makes arguments of one line that holds the link, and anybody can
 * make a link: what follows may be a part of it, and is no option that a person has asked for.
 */
export function beforeLink(args: readonly string[]): readonly string[] {
  const end = args.findIndex((argument) => argument === '--' || isLink(argument));
  return end < 0 ? args : args.slice(0, end);
}
