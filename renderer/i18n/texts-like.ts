// Makes a translation that lacks a text, or has one too many, a compile error.

/** The same tree with other words. Where Chinese has `x_other`, a language with a singular may add `x_one`. */
export type TextsLike<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : TextsLike<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]?: string;
};
