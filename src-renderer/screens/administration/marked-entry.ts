/** The first entry of the policy that can't be saved as it is. */
export const markedEntry = (): Element | null => document.querySelector('[data-entry] [data-problem]')?.closest('[data-entry]') ?? null;
