import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

/** The first organization that the answer of `GET /organizations/membership/` lists, and how many there are. */
export function accountIn(body: unknown): IDataObject {
	const all = isRecord(body) && Array.isArray(body.organizations) ? body.organizations : [];
	const [first] = all;
	if (!isRecord(first)) return { organizations: all.length };
	const { id, name, orguser, teams } = first;
	const names = (Array.isArray(teams) ? teams : []).map((team) =>
		isRecord(team) ? team.title : team,
	);
	return {
		id,
		name,
		user: isRecord(orguser) ? orguser.pk : undefined,
		teams: names,
		organizations: all.length,
	};
}
