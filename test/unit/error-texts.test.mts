import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { fixedWords, ownMessages, ownTexts } from './support/messages.mts';

/** Not for a person: what doo's receiver is answered. */
const NOT_SHOWN = ['ok'];

const page = readFileSync(path.join(__dirname, '../../docs/errors.md'), 'utf8');

/** The first and the second cell of each row of a table, as they are read. */
const rows = page
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll(/\*\*|`|\\/g, '').trim()))
	.map(([, message = '', advice = '']) => ({ message, advice }));

/** A row whose message has these words in this order. */
function rowWith(words: readonly string[]): { advice: string } | undefined {
	return rows.find(({ message }) => {
		let from = 0;
		return words.every((one) => {
			const at = message.indexOf(one, from);
			from = at + one.length;
			return at >= 0;
		});
	});
}

const messages = ownMessages()
	.filter(({ text }) => !NOT_SHOWN.includes(text))
	.map((message) => ({ ...message, words: fixedWords(message.text) }))
	.filter(({ words }) => words.length > 0);

describe('docs/errors.md', () => {
	it('has all messages of the code', () => {
		expect(messages.length).toBeGreaterThan(100);
		const missing = messages.filter(({ words }) => !rowWith(words));
		expect(missing.map(({ text, where }) => `${where} ${text}`)).toEqual([]);
	});

	it('has no message that the code has no more', () => {
		const texts = ownTexts();
		const parts = texts.flatMap(fixedWords).filter((words) => words.split(' ').length > 2);
		const isKnown = (words: string) =>
			texts.some((text) => text.includes(words)) || parts.some((part) => words.includes(part));
		const told = [...page.matchAll(/(?<=[|/] )\*\*(.+?)\*\*/g)].map(([, message = '']) => message);
		expect(told.length).toBeGreaterThan(100);
		expect(told.filter((message) => !fixedWords(message).every(isKnown))).toEqual([]);
	});

	it('says what to do for each of them', () => {
		const silent = messages.filter(({ words }) => (rowWith(words)?.advice ?? '').length < 10);
		expect(silent.map(({ text }) => text)).toEqual([]);
	});
});
