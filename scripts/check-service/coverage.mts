import { coverage } from '../../test/coverage/all.mts';
import { services } from '../../test/coverage/services.mts';

/** `tsx scripts/check-service/coverage.mts ID`: endpoints that the node, the simulator or the documents lack. */
const [id = ''] = process.argv.slice(2);
const WHERE: ReadonlyArray<readonly [RegExp, string]> = [
	[
		/ is no operation of the node$/,
		`name its resource in nodes/*/form.ts, or set formsForSome in test/services/${id}/index.mts`,
	],
	[/ is not simulated$/, `add a route in test/services/${id}/simulator`],
	[/ is not (in docs\/endpoints|up to date.*)$/, 'npm run generate'],
];
const service = services.find(({ form }) => form.provider.id === id);
if (!service) console.log(`test/services/${id} is not in test/services/all.mts: npm run generate`);
const missing = service ? coverage(process.cwd(), service).missing : [];
for (const words of missing) {
	const [, what = ''] = WHERE.find(([pattern]) => pattern.test(words)) ?? [];
	console.log(`${words}: ${what}`);
}
process.exitCode = service && missing.length === 0 ? 0 : 1;
