/** A small deterministic generator (mulberry32): the same seed gives the same numbers in [0, 1). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A whole number from `min` to `max`, both included. */
export function whole(random: () => number, min: number, max: number): number {
	return min + Math.floor(random() * (max - min + 1));
}

/** One of the list's members; the list must not be empty. */
export function pick<Item>(random: () => number, list: readonly Item[]): Item {
	const item = list[Math.floor(random() * list.length)];
	if (item === undefined) throw new Error('pick needs a list with members');
	return item;
}

/** Characters of `alphabet`, drawn `length` times. */
export function characters(random: () => number, alphabet: string, length: number): string {
	let text = '';
	for (let index = 0; index < length; index += 1) {
		text += alphabet.charAt(Math.floor(random() * alphabet.length));
	}
	return text;
}
