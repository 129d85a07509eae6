import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import { crud, subject } from '../rows';

/** The progress of a thing, as it was revised over time. */
function revisions(
	thing: string,
	words: string,
	segment: string,
	target: string,
): EndpointDefinition[] {
	return crud(
		subject(
			`${thing}Revision`,
			`${words} revision`,
			`${words.replace(/^an? /, '')} revisions`,
			'revisions',
		),
		`/revisions/${segment}/{team_pk}/{project_pk}/`,
		`/revisions/${segment}/detail/{pk}/`,
		{
			only: ['create', 'delete', 'getMany'],
			create: `${target} progress date reviewer validator`,
		},
	);
}

export const progress = [
	...revisions('phase', 'a phase', 'phases', 'phase is_valid'),
	...revisions('annex', 'an annex', 'annexes', 'annex is_valid'),
	...revisions('feeItem', 'a fee item', 'fee_items', 'fee_item is_valid'),
	...revisions('document', 'a document', 'documents', 'doc'),
	...revisions('plan', 'a plan', 'plans', 'plan_phase'),
];
