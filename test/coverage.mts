import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ServiceCoverage } from './coverage/all.mts';
import { coverage } from './coverage/all.mts';
import { services } from './coverage/services.mts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function all(): ServiceCoverage[] {
	return services.map((service) => coverage(root, service));
}

function counts({ form, rows, missing }: ServiceCoverage) {
	const reached = (wanted: string) => rows.filter(({ reach }) => reach === wanted).length;
	return {
		service: form.provider.name,
		endpoints: rows.length,
		'by the credential': reached('credential'),
		'for a browser': reached('browser'),
		operations: reached('operation'),
		'by Send Request': reached('request'),
		simulated: rows.filter(({ simulated }) => simulated).length,
		documented: rows.filter(({ documented }) => documented).length,
		missing: missing.length,
	};
}

const found = all();
console.table(
	Object.fromEntries(
		found.map((one) => {
			const { service, ...rest } = counts(one);
			return [service, rest];
		}),
	),
);
const missing = found.flatMap((one) =>
	one.missing.map((words) => `${one.form.provider.name}: ${words}`),
);
for (const line of missing) console.log(line);
process.exitCode = missing.length === 0 ? 0 : 1;
