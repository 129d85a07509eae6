/** A value that cannot be sent. The reader adds the field and the item. */
export class ValueError extends Error {
	/**
	 * @param message what follows the field's name, such as `must be a number`
	 * @param advice what was given, and what to write instead
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

const LONGEST = 120;

/** A value as an error shows it: short, on one line. */
export function shown(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? 'an invalid date' : value.toISOString();
	}
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…"` : text;
}
