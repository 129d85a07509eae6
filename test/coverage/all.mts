import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { simulators as simulated } from '../services/simulators.mts';
import type { Coverage } from './compare.mts';
import { coverageOf } from './compare.mts';
import { documentOf } from './document.mts';
import type { Service } from './services.mts';

export interface ServiceCoverage extends Coverage {
	form: ServiceForm;
	/** Where its endpoints are documented, below the package's root. */
	file: string;
	/** What has to stand there. */
	wanted: string;
	/** What stands there. */
	document: string;
}

/** A service's rows against its node, the sandbox and docs/endpoints. */
export function coverage(
	root: string,
	{ form, description, formsForSome }: Service,
): ServiceCoverage {
	const { id } = form.provider;
	const file = `docs/endpoints/${id}.md`;
	const place = path.join(root, file);
	const document = existsSync(place) ? readFileSync(place, 'utf8') : '';
	const routes = simulated.find((service) => service.id === id)?.routes() ?? [];
	const found = coverageOf(form, { description, routes, document, formsForSome });
	const wanted = documentOf(form, found);
	const stale = document === wanted ? [] : [`${file} is not up to date: npm run generate`];
	return { ...found, missing: [...found.missing, ...stale], form, file, wanted, document };
}
