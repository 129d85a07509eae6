import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { ottimateApi } from '../../../providers/ottimate/auth';
import { companies, locations } from '../../../providers/ottimate/places';
import { Session } from '../../../transport/session';

export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return { results: await companies(await Session.open(this, ottimateApi), filter) };
}

export async function searchLocations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return { results: await locations(await Session.open(this, ottimateApi), filter) };
}
