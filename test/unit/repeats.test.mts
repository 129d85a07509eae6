import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { noteRepeats } from '../n8n/repeats.mts';

const execute = promisify(execFile);
const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'repeats.mjs');

let folder: string;
let file: string;
let before: string | undefined;

beforeEach(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'repeats-of-a-test-'));
	file = path.join(folder, 'repeats.jsonl');
	before = process.env.REPEATS_FILE;
	process.env.REPEATS_FILE = file;
	jest.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(async () => {
	jest.restoreAllMocks();
	if (before === undefined) delete process.env.REPEATS_FILE;
	else process.env.REPEATS_FILE = before;
	await rm(folder, { recursive: true });
});

/** What `npm test` prints in front of the totals. */
async function lastLines(): Promise<string[]> {
	const { stdout } = await execute(process.execPath, [SCRIPT, file]);
	return stdout.trim().split('\n');
}

describe('what a test does again', () => {
	it('is listed by test and act, with its sum', async () => {
		noteRepeats('the click on "Save"');
		noteRepeats('the click on "Save"', 2);
		noteRepeats('an event');
		const test = 'what a test does again is listed by test and act, with its sum';
		expect(await lastLines()).toEqual([
			`Repeated: ${test}: the click on "Save", 3 times`,
			`Repeated: ${test}: an event, once`,
		]);
		expect(console.log).toHaveBeenCalledTimes(3);
	});

	it('keeps to one line', async () => {
		noteRepeats('a click\nin a dialog');
		expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1);
		expect(await lastLines()).toHaveLength(1);
	});

	it('is nothing where nothing is noted', async () => {
		noteRepeats('a call', 0);
		expect(await lastLines()).toEqual(['Nothing was repeated.']);
	});
});
