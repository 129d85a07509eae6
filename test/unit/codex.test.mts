import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { PROVIDER_REQUEST, SERVICES, TRIGGERS } from '../n8n/browser/node-cases.mts';
import { tested } from '../services/index.mts';
import { manifest } from './support/package-classes.mts';

const nodes = path.join(__dirname, '..', '..', 'nodes');
const PREFIX = 'n8n-nodes-business-apis.';

interface Codex {
	node: string;
	alias: string[];
}

const codices = new Map<string, Codex>(
	readdirSync(nodes, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.node.json'))
		.map((file) => {
			const codex: Codex = JSON.parse(readFileSync(path.join(nodes, file), 'utf8'));
			return [path.basename(file, '.node.json').replace(/^./, (c) => c.toLowerCase()), codex];
		}),
);

const wordsOf = (node: string) => codices.get(node)?.alias ?? [];

/** Whether words begin one of the texts, or a word in it: the editor finds more, but farther down. */
const isFound = (words: string, texts: string[]) =>
	texts.some((text) => ` ${text.toLowerCase()}`.includes(` ${words}`));

describe('the words that find a node in the editor', () => {
	it('there is one of each node, for its own', () => {
		expect(codices.size).toBe(manifest.n8n.nodes.length);
		for (const [node, codex] of codices) expect(codex.node).toBe(PREFIX + node);
	});

	it.each(SERVICES)('of $service have what a person types: $words', ({ service, name, words }) => {
		const texts = [name, ...wordsOf(service)];
		expect(words.filter((word) => !isFound(word, texts))).toEqual([]);
	});

	it.each(tested)('of $id have the words of the trade: $form.words', ({ id, form: { words } }) => {
		expect(words.filter((word) => !isFound(word, wordsOf(id)))).toEqual([]);
	});

	it('of Provider Request have the names of all services', () => {
		const texts = [PROVIDER_REQUEST.name, ...wordsOf('providerRequest')];
		expect(PROVIDER_REQUEST.words.filter((word) => !isFound(word, texts))).toEqual([]);
	});

	// n8n 2.41 lists "X" and "X Trigger" as one, and searches that by the words of X alone.
	it.each(TRIGGERS)('of the $service trigger stand in its action node', ({ service, task }) => {
		const known = wordsOf(service);
		const own = wordsOf(`${service}Trigger`);
		expect(own.filter((word) => !known.includes(word))).toEqual([]);
		expect(isFound(task, known)).toBe(true);
	});
});
