import { ValueError } from '../../../nodes/shared/input/readers/value-error';

/** What a reader says of a value that it refuses. */
export function refusalOf(reader: () => unknown): { message: string; advice: string } {
	let value: unknown;
	try {
		value = reader();
	} catch (error) {
		if (!(error instanceof ValueError)) throw error;
		return { message: error.message, advice: error.advice };
	}
	throw new Error(`Taken as ${JSON.stringify(value)}`);
}
