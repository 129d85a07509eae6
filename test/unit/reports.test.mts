import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reports } from '../bench/report/all.mts';
import { root } from '../n8n/versions.mts';

describe('what the documents tell of measurements', () => {
	it.each(reports().map(({ file, text }) => [file, text]))(
		'%s is what the kept figures make of it',
		(file, text) => {
			expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
		},
	);
});
