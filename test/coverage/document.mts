import type { Certainty } from '../../transport/contracts/endpoint';
import type { ServiceForm } from '../../nodes/shared/form/service-form';
import type { Coverage, RowCoverage } from './compare.mts';
import { endpointName } from './compare.mts';
import { table } from '../markdown.mts';

const SURE: Readonly<Record<Certainty, string>> = {
	official: 'official',
	sdk: 'SDK',
	thirdParty: 'third party',
	inferred: 'inferred',
	contradictory: 'contradictory',
};

const BY_WHAT = {
	operation: '',
	request: 'API Request: Send Request',
	credential: '(the credential calls it)',
	browser: '(a page for a browser)',
	none: '(not offered)',
};

function cell(text: string): string {
	return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

function line({ row, reach, operation }: RowCoverage): string[] {
	return [
		`\`${endpointName(row)}\``,
		operation ?? BY_WHAT[reach],
		row.summary,
		SURE[row.certainty],
		row.source,
	].map(cell);
}

/** docs/endpoints/<id>.md */
export function documentOf({ provider }: ServiceForm, { rows }: Coverage): string {
	const hosts = rows.some(({ row }) => row.host !== undefined)
		? ' A word before the path, such as `graphql:/`, names a host of its own.'
		: '';
	return [
		`# Endpoints of ${provider.name}`,
		`All ${rows.length} endpoints that the package knows, made from \`providers/${provider.id}\` by \`npm run generate\`. [How to use them](../${provider.id}.md).`,
		`How sure we are: official = published by the service; SDK = read off its own software; third party = seen elsewhere; inferred = concluded; contradictory = sources disagree.${hosts}`,
		`${table(['Endpoint', 'Operation', 'What it does', 'Certainty', 'Source'], rows.map(line))}\n`,
	].join('\n\n');
}
