import { beforeAll, describe, expect, it } from '@jest/globals';

import { expandedCredential, expandedNode } from './support/expanded.mts';
import { lint } from './support/lint.mts';
import { credentials, nodes } from './support/package-classes.mts';

const files = [
	...nodes.map(({ source, made: node }) => expandedNode(source, node)),
	...credentials.map(({ source, made: type }) => expandedCredential(source, type)),
];

describe('the description that n8n gets in the end', () => {
	let found: string[] = [];

	/** The same descriptions with a mistake that a function could make without any rule seeing it in the sources. */
	const wrong = [
		...nodes.map(({ source, made: node }) => {
			const [first, ...rest] = node.description.properties;
			const properties = first ? [{ ...first, displayName: 'wrong case here' }, ...rest] : [];
			return expandedNode(source, {
				...node,
				description: { ...node.description, properties },
			});
		}),
		...credentials.map(({ source, made: type }) =>
			expandedCredential(source, { ...type, displayName: 'Service' }),
		),
	];
	let foundInWrong: string[] = [];

	beforeAll(async () => {
		[found, foundInWrong] = await Promise.all([lint(files), lint(wrong)]);
	}, 240_000);

	/** The rule for title case would write units as no one does: "(Kg)". */
	const UNIT = /node-param-display-name-miscased.*displayName: '[^']+ \((cm|kg|km)\)'/;

	/**
	 * An operation that nobody has chosen: the rule wants one of the options, and an empty option among them would be listed as an
	 * action in the nodes panel. n8n itself asks for the parameter, which is required.
	 */
	const unchosen = (line: string) =>
		/node-param-default-wrong-for-options: .*\| default: '',$/.test(line);

	it.each(files)('of $path breaks none of n8n’s rules', ({ path: file }) => {
		const lines = found.filter((line) => line.startsWith(`${file}: `) && !UNIT.test(line));
		expect(lines.filter((line) => !unchosen(line))).toEqual([]);
		const source = nodes.find((node) => node.source === file);
		const without = source?.made.description.properties.filter(
			({ name, default: start }) => name === 'operation' && start === '',
		);
		expect(lines.filter(unchosen)).toHaveLength(without?.length ?? 0);
		expect(without?.every(({ required }) => required)).not.toBe(false);
	});

	it.each(wrong)('of $path would be found to break one', ({ path: file }) => {
		const rule = /n8n-nodes-base\/(node-param-display-name-miscased|cred-class-field-display-name)/;
		const lines = foundInWrong.filter((line) => line.startsWith(`${file}: `));
		expect(lines).toContainEqual(expect.stringMatching(rule));
	});
});

describe('the credentials of a node', () => {
	const chosen = nodes.flatMap(({ source, made: { description } }) =>
		(description.credentials ?? []).map(({ name, displayOptions }) => ({
			of: `${source}: ${name}`,
			by: Object.keys(displayOptions?.show ?? {}),
			parameters: description.properties.map((property) => property.name),
		})),
	);

	// With the bare name n8n's editor takes the parameter for part of the credential's form, and hides it.
	it.each(chosen)(
		'$of depends on a parameter by its path, which the node has',
		({ by, parameters }) => {
			for (const path of by) {
				expect(path).toMatch(/^\//);
				expect(parameters).toContain(path.slice(1));
			}
		},
	);
});
