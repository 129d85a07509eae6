/**
 * Runs work for each entry, at most `places` side by side. Results come in the order of the entries. After a failure no further
 * work is started, what runs is awaited, and the failure of the earliest entry is thrown.
 */
export async function inOrder<T, R>(
	entries: readonly T[],
	places: number,
	work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = new Array<R>(entries.length);
	const failures: Array<{ index: number; reason: unknown }> = [];
	let next = 0;

	const worker = async () => {
		while (next < entries.length && failures.length === 0) {
			const index = next++;
			try {
				results[index] = await work(entries[index] as T, index);
			} catch (reason) {
				failures.push({ index, reason });
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(places, entries.length) }, worker));

	failures.sort((a, b) => a.index - b.index);
	const [first] = failures;
	if (first) throw first.reason;
	return results;
}
