import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { providers } from '../../providers';

const TESTS = path.join(__dirname, '..');

/** Where several services may be named: their own folders, and measurements. */
const EXEMPT = /^(services|bench)\//;

/** Files that name several services all the same. The list may only become shorter. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
	'It lists the files that take long, by their names': ['sequencer.mjs'],
	'What these tests do at each service has not been moved to test/services yet': [
		'n8n/ai-scenarios.mts',
		'n8n/browser-nodes.test.mts',
		'n8n/connection-faults.test.mts',
		'n8n/credentials.test.mts',
		'n8n/engine-two.test.mts',
		'n8n/gate-previous.test.mts',
		'n8n/hostile-scenarios.mts',
		'n8n/limits.test.mts',
		'n8n/missed-events-scenario.mts',
		'n8n/mixed/accounts.mts',
		'n8n/mixed/editor.mts',
		'n8n/mixed/every-type.mts',
		'n8n/mixed/failures.mts',
		'n8n/mixed/mixture.mts',
		'n8n/mixed/renewals.mts',
		'n8n/mixed/services.mts',
		'n8n/mixed/tools.mts',
		'n8n/mixed/triggers.mts',
		'n8n/polling-scenario.mts',
		'n8n/polling-silent.test.mts',
		'n8n/polling-stops-scenario.mts',
		'n8n/polling-support.mts',
		'n8n/queue.test.mts',
		'n8n/queue/chaos.mts',
		'n8n/queue/webhooks.mts',
		'n8n/queue/works.mts',
		'n8n/queue/writing.mts',
		'n8n/scheduled.test.mts',
		'n8n/secret-errors.test.mts',
		'n8n/secrets/finder.mts',
		'n8n/services-previous.test.mts',
		'n8n/signer.test.mts',
		'n8n/tools.test.mts',
		'n8n/upgrade-work.mts',
		'n8n/webhook-events.mts',
		'n8n/webhook-scenarios.mts',
		'n8n/webhook-upkeep-scenario.mts',
		'n8n/year/acts.mts',
		'n8n/year/rules.mts',
		'n8n/year/services.mts',
		'n8n/year/year.mts',
	],
};

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A name as a word, or as a part of one in camel case. */
const names = providers.map(({ id, name }) => {
	const forms = [...new Set([id, name, capitalized(id), id.toUpperCase()])];
	return new RegExp(
		`(?<![A-Za-z])(${forms.join('|')})(?![a-z])|(?<=[a-z])(${capitalized(id)}|${name.toUpperCase()})(?![a-z])`,
	);
});

/** A company of Ottimate's published examples; the guide's service is called like it. */
const COMPANY = 'Acme Inc';

function isNamedIn(text: string): number {
	const told = text.replaceAll(COMPANY, '');
	return names.filter((name) => name.test(told)).length;
}

it('a service is named in a word, but not in a part of another', () => {
	for (const { id, name } of providers) {
		const own = capitalized(id);
		for (const text of [`'${id}'`, `${id}Api`, `at${own}()`, `${name}’s`, `new ${own}Trigger()`])
			expect([text, isNamedIn(text)]).toEqual([text, 1]);
		expect(isNamedIn(`x${id}x un${id}`)).toBe(0);
	}
});

it('no test file but those of one service names two of them', () => {
	const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll(path.sep, '/'))
		.filter((file) => /\.(mts|mjs|cjs)$/.test(file) && !EXEMPT.test(file));
	expect(files.length).toBeGreaterThan(300);
	const found = files.filter((file) => {
		const text = readFileSync(path.join(TESTS, file), 'utf8');
		return isNamedIn(text) > 1;
	});
	expect(found.sort()).toEqual(Object.values(EXCEPTIONS).flat().sort());
});
