import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ooti } from '../../../providers/ooti';
import { organizations, projects, teams } from '../../../providers/ooti/places';
import { isRecord } from '../../../transport/reply';
import { Session } from '../../../transport/session';

async function sessionOf(context: ILoadOptionsFunctions): Promise<Session> {
	const type = context.getCurrentNodeParameter('authentication');
	const profile = ooti.credentials.find(({ name }) => name === type) ?? ooti.credentials[0];
	if (profile) return await Session.open(context, profile);
	throw new NodeOperationError(context.getNode(), 'OOTI has no such authentication');
}

function organizationOf(context: ILoadOptionsFunctions): string {
	const locator: unknown = context.getCurrentNodeParameter('organization');
	return String((isRecord(locator) ? locator.value : locator) ?? '').trim();
}

function matching(
	found: Array<{ name: string; value: string }>,
	filter = '',
): INodeListSearchResult {
	const word = filter.trim().toLowerCase();
	return {
		results: found
			.filter(({ name }) => name.toLowerCase().includes(word))
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}

export async function searchOrganizations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matching(await organizations(await sessionOf(this)), filter);
}

export async function searchTeams(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matching(await teams(await sessionOf(this), organizationOf(this)), filter);
}

export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const organization = organizationOf(this);
	if (organization === '') {
		throw new NodeOperationError(this.getNode(), 'Select an organization first');
	}
	return matching(await projects(await sessionOf(this), organization), filter);
}
