import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { redactor, secretsIn } from '../../transport/http/redaction';

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const everyByte = (text: string) =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const inPage = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

/** How services and gateways write down what they were sent. */
const writers: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'in JSON': inJson,
	'in JSON in JSON': (text) => inJson(inJson(text)),
	'in PHP’s JSON': (text) =>
		inJson(text)
			.replaceAll('/', '\\/')
			.replace(
				/[^\u0020-\u007e]/g,
				(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
			),
	'in an address': encodeURIComponent,
	'in a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
	'in an address, every byte': everyByte,
	'in a web page': inPage,
};

const AWKWARD = 'word "q" \\ /&=+%?# <a> \'ü€\' end';

describe('secrets in what a service says', () => {
	it.each(Object.entries(writers))('are taken out %s', (_name, write) => {
		const said = `before ${write(AWKWARD)} after`;
		expect(redactor([AWKWARD])(said)).toBe('before *** after');
	});

	it('are taken out whatever characters they have', () => {
		const secrets = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 });
		const names = fc.constantFrom(...Object.keys(writers));
		fc.assert(
			fc.property(secrets, names, (secret, name) => {
				const written = writers[name]?.(secret) ?? '';
				expect(redactor([secret])(`<<${written}>>`)).toBe('<<***>>');
			}),
		);
	});

	it('are taken out whole where a character begins its own form', () => {
		const redacted = redactor(['   %'])(`<<${encodeURIComponent('   %')}>>`);
		expect(redacted).toBe('<<***>>');
	});

	it('are taken out whole where one begins like another', () => {
		expect(redactor(['token-1', 'token-10', ''])('token-10, token-1')).toBe('***, ***');
	});

	it('are looked for in any text: no repetition keeps the search for ever', () => {
		const text = `${'\\'.repeat(50_000)}${'%'.repeat(50_000)}${'wor'.repeat(20_000)}`;
		expect(redactor(['\\\\"\\"\\ end', AWKWARD])(text) === text).toBe(true);
	});

	it('are the tokens that n8n keeps of OAuth2 too, and not their type', () => {
		const oauthTokenData = {
			access_token: 'access-1',
			refresh_token: 'refresh-1',
			token_type: 'Bearer',
		};
		const found = secretsIn({ clientId: 'client', clientSecret: 'secret-1', oauthTokenData });
		expect(found.sort()).toEqual(['access-1', 'refresh-1', 'secret-1']);
	});
});
