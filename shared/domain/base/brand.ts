// Nominal types over primitives, so that one kind of id or unit cannot be passed for another.

declare const brandName: unique symbol;

/** A primitive that the compiler keeps apart from its look-alikes. It costs nothing at run time. */
export type Brand<T, Name extends string> = T & { readonly [brandName]: Name };
