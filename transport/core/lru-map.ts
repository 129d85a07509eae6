/** A map of limited size that drops the least recently used entries. */
export class LruMap<T> {
	private readonly entries = new Map<string, T>();

	private newest: string | undefined;

	constructor(private readonly size: number) {}

	get(key: string): T | undefined {
		const value = this.entries.get(key);
		if (value !== undefined && key !== this.newest) {
			this.entries.delete(key);
			this.entries.set(key, value);
			this.newest = key;
		}
		return value;
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	set(key: string, value: T): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		this.newest = key;
		if (this.entries.size <= this.size) return;
		for (const oldest of this.entries.keys()) {
			this.entries.delete(oldest);
			return;
		}
	}
}
