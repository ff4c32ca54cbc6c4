/** The same keys with other texts: a language that lacks one doesn't compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
