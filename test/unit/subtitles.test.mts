import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { providers } from '../../providers';
import { nodes } from './support/package-classes.mts';
import { tested } from '../services/index.mts';

/** What n8n shows below the name of a node. */
function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(type),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const node = {
		id: '1',
		name: 'Node',
		type: 'node',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const [own] = Object.values(workflow.nodes);
	if (!own) throw new Error('The workflow has no node');
	const { subtitle = '' } = type.description;
	return workflow.expression.getSimpleParameterValue(own, subtitle, 'internal', {});
}

describe('the subtitle of a node', () => {
	it.each(tested.flatMap(({ form }) => form.subtitles))(
		'$of.description.displayName with $with is "$reads"',
		({ of, with: set, reads }) => {
			expect(subtitleOf(of, set)).toBe(reads);
		},
	);
});

describe('the description of a trigger', () => {
	const triggers = providers.flatMap((provider) => {
		const found = nodes.find(({ made }) => made.description.name === `${provider.id}Trigger`);
		return found ? [{ ...provider, source: found.source, text: found.made.description }] : [];
	});

	it('is known of every trigger', () => {
		const all = nodes.filter(({ source }) => source.endsWith('Trigger.node.ts'));
		expect(triggers.map(({ source }) => source).sort()).toEqual(
			all.map(({ source }) => source).sort(),
		);
	});

	it.each(triggers)(
		'has the first words of description in providers/$id/index.ts: $source',
		({ description, text }) => {
			const [, about = ''] = /^(\w+( \w+)?)/.exec(description) ?? [];
			expect(text.description.toLowerCase()).toContain(about.toLowerCase());
		},
	);
});
