import path from 'node:path';
import type { ServiceId } from '../../sandbox/core/types.mts';
import { SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import type { Recorder } from './answers.mts';
import { searchAnswers } from './answers.mts';
import { Finder } from './finder.mts';
import type { SecretLedger } from './ledger.mts';
import type { Exceptions, Finding, Searched } from './places.mts';
import { searchDatabase, searchFiles, sum, Tally } from './places.mts';
import type { WireSearch } from './wire.mts';
import { searchWire } from './wire.mts';

const SERVICES: readonly ServiceId[] = [...new Set(Object.values(SERVICE_OF))];

/** Where secrets were looked for, and what was found. */
export interface Search {
	/** Secrets that were looked for. */
	secrets: number;
	places: Record<'database' | 'files' | 'log' | 'answers' | 'wire', Searched>;
	/** How often each documented form of the wire was used. */
	used: WireSearch['used'];
	/** Requests with a credential that is no known secret: the search would not know it elsewhere either. */
	strangers: WireSearch['strangers'];
}

/** Looks for every secret of the ledger in all that n8n keeps, prints, answers and sends. */
export async function searchEverything(
	rig: Rig,
	ledger: SecretLedger,
	recorder: Recorder,
	exceptions: Exceptions,
): Promise<Search> {
	await ledger.collect();
	const finder = new Finder(ledger.secrets);
	const { userFolder, log } = rig.n8n;
	const printed = new Tally(finder);
	for (const line of log.split('\n')) printed.look(`log ${line.slice(0, 60)}`, line);
	const recorded = recorder.search(finder, exceptions);
	const asked = await searchAnswers(rig.client, finder, exceptions);
	const entries = [];
	for (const service of SERVICES) entries.push(...(await rig.traffic(service)).entries);
	const { used, strangers, ...wire } = searchWire(entries, finder);
	return {
		secrets: finder.secrets.length,
		places: {
			database: searchDatabase(
				path.join(userFolder, '.n8n', 'database.sqlite'),
				finder,
				exceptions,
			),
			files: await searchFiles(userFolder, finder),
			log: printed,
			answers: sum(recorded, asked),
			wire,
		},
		used,
		strangers,
	};
}

export function findingsOf({ places }: Search): Finding[] {
	return Object.values(places).flatMap(({ findings }) => findings);
}

/** In words, without the secret. */
export function told({ place, secret, form, times }: Finding): string {
	return `${place}: ${secret.kind} of ${secret.service}, ${form}, ${times} times`;
}
