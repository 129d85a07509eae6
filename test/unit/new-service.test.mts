import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { providers } from '../../providers';
import { filesOf as partsOf, missingParts } from '../../scripts/check-service/parts.mts';
import { hasBlock, inWords, withBlock } from '../../scripts/generate/blocks.mts';
import { KINDS } from '../../scripts/new-service/kinds.mts';
import { filesOf, withChange, withService } from '../../scripts/new-service/render.mts';

const root = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const answers = {
	id: 'aardvark',
	name: 'Aardvark',
	baseUrl: 'https://api.aardvark.example/v1',
	trigger: true,
};
const of = (name: string) => {
	const kind = KINDS.find((one) => one.name === name);
	if (!kind) throw new Error(`There is no kind ${name}`);
	return kind;
};

describe('the skeleton of a service', () => {
	it.each(KINDS)('by $name has nothing left of its own marks', (kind) => {
		for (const trigger of [true, false]) {
			const files = filesOf({ ...answers, kind, resource: 'timeEntry', trigger });
			const left = [...files].filter(
				([file, text]) => /__\w+?__/.test(file + text) || /^#(if|else|end)/m.test(text),
			);
			expect(left.map(([file]) => file)).toEqual([]);
			const triggers = [...files.keys()].filter((file) => /[Tt]rigger|changes/.test(file));
			expect(triggers.length > 0).toBe(trigger);
		}
	});

	it.each(KINDS)('by $name has no syntax errors', (kind) => {
		for (const trigger of [true, false]) {
			const files = filesOf({ ...answers, kind, resource: 'timeEntry', trigger });
			for (const [file, text] of files) {
				if (file.endsWith('.json')) expect(JSON.parse(text)).toBeInstanceOf(Object);
				if (!/\.m?ts$/.test(file)) continue;
				const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
				expect([file, diagnostics.map(({ messageText }) => messageText)]).toEqual([file, []]);
			}
		}
	});

	it('spells a kind of record of two words as each place wants it', () => {
		const files = filesOf({ ...answers, kind: of('key'), resource: 'timeEntry' });
		const endpoints = files.get('providers/aardvark/endpoints.ts') ?? '';
		expect(endpoints).toContain("resource: 'timeEntry'");
		expect(endpoints).toContain("path: '/time-entries'");
		expect(files.get('nodes/Aardvark/form.ts')).toContain(
			"timeEntry: { name: 'Time Entry', plural: 'Time Entries' }",
		);
		expect([...files.keys()]).toContain('docs/examples/aardvark-list-time-entries.json');
	});

	it('asks for a token as the kind of sign-in says', () => {
		const auth = (name: string) =>
			filesOf({ ...answers, kind: of(name), resource: 'driver' }).get('providers/aardvark/auth.ts');
		expect(auth('key')).not.toContain('grant:');
		expect(auth('client-credentials')).toMatch(/json: \{\s+grant_type: 'client_credentials'/);
		expect(auth('client-credentials-form')).toMatch(/form: \{\s+grant_type/);
		expect(auth('login')).toMatch(/\/login`,\s+json: \{\s+username: trimmed/);
	});

	it('goes into the list of services by the alphabet, once', () => {
		const list = read('providers/index.ts');
		const longer = withService(list, 'aardvark');
		expect(longer).toMatch(/const services = \[aardvark, /);
		expect(longer).toMatch(/import \{ aardvark \} from '\.\/aardvark';\nimport \{ /);
		expect(withService(list, 'zeta')).toMatch(/, zeta\] as const/);
		expect(() => withService(longer, 'aardvark')).toThrow('not as expected');
	});

	it('gets a line in the changelog', () => {
		const given = { ...answers, kind: of('key'), resource: 'a' };
		const begun =
			/^# Changelog\n[^#]+## \[Unreleased\]\n\n### Added\n\n- Aardvark: node, trigger, credential/;
		const released =
			'# Changelog\n\nThe format.\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- All.\n';
		const once = withChange(released, given);
		expect(once).toMatch(begun);
		expect(once.endsWith(released.slice(released.indexOf('## [1.0.0]')))).toBe(true);
		expect(withChange(once, given)).toMatch(begun);
		expect(withChange(read('CHANGELOG.md'), given)).toMatch(begun);
	});
});

describe('the parts of a service', () => {
	it.each(providers)('$id has all of them', ({ id }) => {
		expect(missingParts(root, id)).toEqual([]);
		const files = partsOf(root, id);
		expect(files).toEqual(expect.arrayContaining([`providers/${id}/index.ts`, `docs/${id}.md`]));
		const others = providers
			.filter((other) => other.id !== id)
			.map((other) => `providers/${other.id}/`);
		expect(files.filter((file) => others.some((start) => file.startsWith(start)))).toEqual([]);
	});

	it('are named with what to write where they are missing', () => {
		const lines = missingParts(root, 'aardvark');
		expect(lines).toContain(
			'providers/aardvark/auth.ts is missing: write a CredentialProfile for each way to sign in',
		);
		expect(lines).toContainEqual(
			expect.stringMatching(
				/^nodes\/Aardvark\/Aardvark\.node\.ts is missing: write the action node/,
			),
		);
		expect(lines).toContainEqual(
			expect.stringMatching(/^test\/integration\/rows-aardvark\.test\.mts is/),
		);
	});
});

describe('a generated part', () => {
	it('stands between its marks, in YAML with their indentation', () => {
		const page = 'a\n\n<!-- generated:x -->\n\nold\n\n<!-- /generated -->\n\nb\n';
		expect(withBlock(page, 'md', 'x', 'new')).toBe(page.replace('old', 'new'));
		const form = 'a:\n    # generated:x\n    - old\n    # /generated\n';
		expect(withBlock(form, 'yml', 'x', '- new\n- newer')).toBe(
			'a:\n    # generated:x\n    - new\n    - newer\n    # /generated\n',
		);
		expect(hasBlock(page, 'md', 'y')).toBe(false);
		expect(() => withBlock(page, 'md', 'y', 'new')).toThrow('<!-- generated:y -->');
	});

	it('lists names as one writes them', () => {
		expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => inWords(names))).toEqual([
			'a',
			'a and b',
			'a, b and c',
		]);
	});
});
