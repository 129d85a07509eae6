import { wireDate } from '../../../nodes/shared/input/readers/date';
import { ValueError } from '../../../nodes/shared/input/readers/value-error';

/** One value to read, as a field of this type in a workflow of this zone. */
export interface Reading {
	value: string | number;
	zone: string;
	type: 'date' | 'dateTime';
}

function readingOf({ value, zone, type }: Reading): string {
	try {
		return wireDate(value, zone, { type });
	} catch (error) {
		if (!(error instanceof ValueError)) throw error;
		return `${error.message}: ${error.advice}`;
	}
}

/** Run as a script in a process of some time zone: reads what is on its standard input. */
async function main(): Promise<void> {
	let text = '';
	for await (const chunk of process.stdin) text += String(chunk);
	const readings: Reading[] = JSON.parse(text);
	const clock = new Date(2026, 2, 2).getTimezoneOffset();
	process.stdout.write(JSON.stringify({ clock, read: readings.map(readingOf) }));
}

await main();
