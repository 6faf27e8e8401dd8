/** A typed event source. Listeners run in the order in which they were added. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** Adds a listener and returns the function that takes it away again. */
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void {
    let listeners = this.#listeners.get(type);
    if (!listeners) {
      listeners = new Set();
      this.#listeners.set(type, listeners);
    }
    const registered = listeners;
    registered.add(listener);
    return () => registered.delete(listener);
  }

  protected emit<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    // A copy, so that a listener may take itself away while it is called.
    for (const listener of [...(this.#listeners.get(type) ?? [])]) {
      (listener as (event: Events[Type]) => void)(event);
    }
  }
}
