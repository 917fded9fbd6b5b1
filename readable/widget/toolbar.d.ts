/** The reader chose something: `value` is null or missing where a choice was taken back. */
export interface ReadableChange {
  readonly field: string | null;
  readonly value?: number | string | null;
}

/** `<readable-toolbar for="ID">`: larger and smaller text for the article with that id. */
export class ReadableToolbar extends HTMLElement {
  /** Words in another language, by their names in `preferences.json`; see docs/widget.md. */
  words?: Record<string, string>;
  /** One step up the ladder, or nothing at its top. */
  larger(): void;
  /** One step down the ladder, or nothing at its foot. */
  smaller(): void;
  /** The size of the page as it was made. */
  reset(): void;
  /** Keeps a field of the choice; without a value it is taken back. */
  choose(field: string | null, value?: number | string | null): void;
  /** Opens or closes the options. */
  options(): Promise<void>;
  /** Writes the bar anew, after `words` was set. */
  build(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "readable-toolbar": ReadableToolbar;
  }
  interface HTMLElementEventMap {
    /** Cancelable: the change does not happen. */
    "readable-before-change": CustomEvent<ReadableChange>;
    "readable-change": CustomEvent<ReadableChange>;
  }
}
