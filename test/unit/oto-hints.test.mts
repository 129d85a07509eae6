import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { classify } from '../../providers/oto/failures';
import { hintOf, hintsByNumber } from '../../providers/oto/hints';
import { driverOutcomes, statusOutcomes } from '../../providers/oto/outcomes';

const page = readFileSync(path.join(__dirname, '../../docs/oto.md'), 'utf8');
const CODE = 'OTO1077';
const refused = { success: false, otoErrorCode: CODE, otoErrorMessage: 'The words' };
const answer = (status: number, body: object) => ({
	status,
	headers: {},
	body,
	raw: Buffer.alloc(0),
});

describe('what to do about the codes of OTO', () => {
	it('is said once for each code', () => {
		const numbers = hintsByNumber.flatMap(([list]) => list);
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(numbers).toHaveLength(146);
	});

	it('stands in the documentation in the same words', () => {
		const rows = page
			.split('\n')
			.filter((line) => /^\| OTO\d/.test(line))
			.map((line) => line.split('|').map((cell) => cell.trim()))
			.map(([, codes, hint]) => `${codes}: ${hint}`);
		expect(rows).toEqual(
			hintsByNumber.map(
				([numbers, hint]) => `${numbers.map((number) => `OTO${number}`).join(', ')}: ${hint}`,
			),
		);
	});

	it.each([200, 400, 403, 404, 409])('comes with a refusal of status %i', (status) => {
		expect(classify(answer(status, refused))).toMatchObject({
			code: CODE,
			message: 'The words',
			hint: hintOf(CODE),
		});
	});

	it.each([
		['OTO110', 'OTO1110'],
		['1107', 'OTO1107'],
	])('comes with %s, which is printed for %s', (printed, code) => {
		const failure = classify(answer(400, { ...refused, otoErrorCode: printed }));
		expect(failure).toMatchObject({ code, hint: hintOf(code) });
	});

	it('comes with one refused order of many', () => {
		const words = `The words [${CODE}]. ${hintOf(CODE)?.slice(0, -1)}`;
		const entry = { ...refused, orderIds: ['1'] };
		expect(statusOutcomes({ result: [entry] }, [1])[0]?.failure).toBe(words);
		expect(driverOutcomes({ 1: refused }, [1])[0]?.failure).toBe(words);
	});

	it('is left out for a code that OTO does not document', () => {
		const unknown = { ...refused, otoErrorCode: 'OTO9999' };
		expect(classify(answer(400, unknown))).not.toHaveProperty('hint');
		expect(driverOutcomes({ 1: unknown }, [1])[0]?.failure).toBe('The words [OTO9999]');
	});
});
