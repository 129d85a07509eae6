import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';

/** Notes that the running test carries out a click or a call once more; scripts/run.mjs lists these in its last lines. */
export function noteRepeats(what: string, times = 1): void {
	if (times === 0) return;
	const { currentTestName, testPath = '' } = expect.getState();
	const test = currentTestName ?? path.basename(testPath);
	console.log(`Repeated: ${test}: ${what}, ${times} x`);
	const file = process.env.REPEATS_FILE;
	if (file) appendFileSync(file, `${JSON.stringify({ test, what, times })}\n`);
}
