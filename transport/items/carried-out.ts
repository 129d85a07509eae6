/** How to get an answer for every item, as the end of a sentence. */
export const ERROR_OUTPUT = 'set "On Error" to "Continue (using error output)"';

/** Indices as a person reads them: "0 to 11, 13". */
export function ranges(indices: Iterable<number>): string {
	const sorted = [...new Set(indices)].sort((a, b) => a - b);
	const parts: Array<[number, number]> = [];
	for (const index of sorted) {
		const last = parts.at(-1);
		if (last?.[1] === index - 1) last[1] = index;
		else parts.push([index, index]);
	}
	return parts.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}

/** How far the writes of a run had come when it ended. */
export interface Progress {
	/** Items in all. */
	count: number;
	/** The item that the error is about. */
	at: number;
	done: readonly number[];
	/** Items that may have been carried out although they failed. */
	doubtful: readonly number[];
}

/** What was carried out before a failure ended the node, and how to go on; undefined where there is only one item. */
export function carriedOutText({ count, at, done, doubtful }: Progress): string | undefined {
	if (count === 1) return undefined;
	const others = doubtful.filter((index) => index !== at);
	const unsure = doubtful.includes(at);
	const [were, items] = done.length === 1 ? ['was', 'item'] : ['were', 'items'];
	const inOrder = done.every((index) => index < at) && done.length === at;
	const again = inOrder
		? `Run again with items from ${at} on${unsure ? ` (from ${at + 1} on if this one was carried out)` : ''}`
		: 'Run again without the items that were carried out';
	const sentences = [
		done.length === 0
			? 'No other item was carried out.'
			: `${done.length} ${items}${inOrder ? ' before this one' : ''} ${were} carried out (${ranges(done)}).`,
		...(others.length > 0
			? [`Check in the service whether these were carried out as well: ${ranges(others)}.`]
			: []),
		...(done.length > 0 ? [`${again}, or ${ERROR_OUTPUT}.`] : []),
	];
	return sentences.join(' ');
}

/** The end of an error's description. */
export function appendDescription(error: { description?: string | null }, note?: string): void {
	error.description = [error.description, note].filter(Boolean).join('\n');
}
