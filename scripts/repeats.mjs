import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What tests had to do again, a line for each test and click or call; `noteRepeats` in test/n8n/repeats.mts writes the file. */
export function repeatsIn(file) {
	const noted = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
	const sums = new Map();
	for (const line of noted.filter((each) => each !== '')) {
		const { test, what, times } = JSON.parse(line);
		const name = `Repeated: ${test}: ${what}`.replaceAll(/\s+/g, ' ');
		sums.set(name, (sums.get(name) ?? 0) + times);
	}
	if (sums.size === 0) return ['Nothing was repeated.'];
	return [...sums].map(([name, sum]) => `${name}, ${sum === 1 ? 'once' : `${sum} times`}`);
}

/** As a command (`node scripts/repeats.mjs FILE`): prints the lines. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const line of repeatsIn(process.argv[2])) console.log(line);
}
