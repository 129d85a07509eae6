import { existsSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/**
 * Longest first, in seconds as last measured side by side on two cores. A long file that starts last leaves the
 * other worker without work; on a fresh machine jest has no times of its own to go by.
 */
const SECONDS = {
	'n8n/webhook-upkeep': 300,
	'n8n/browser-credentials': 260,
	'n8n/polling-stops': 260,
	'n8n/polling-stops-previous': 260,
	'n8n/gate': 258,
	'n8n/browser-nodes': 240,
	'n8n/packages': 239,
	'n8n/webhooks': 227,
	'n8n/year': 220,
	'n8n/queue': 210,
	'n8n/mixed': 150,
	'n8n/oto-workflows': 150,
	'n8n/webhook-upkeep-previous': 150,
	'n8n/connection-faults': 140,
	'n8n/missed-events': 130,
	'n8n/missed-events-previous': 130,
	'n8n/polling-silent': 130,
	'n8n/gate-previous': 116,
	'n8n/polling': 113,
	'n8n/credentials': 108,
	'n8n/polling-previous': 97,
	'n8n/limits': 87,
	'n8n/scheduled': 82,
	'n8n/upgrade': 81,
	'n8n/webhooks-previous': 78,
	'n8n/trigger-life': 75,
	'n8n/trigger-life-previous': 75,
	'n8n/services-previous': 70,
	'integration/exchange': 290,
	'integration/faults-bodies': 245,
	'integration/waits-in-outages': 120,
	'integration/two-copies': 99,
	'integration/renewal': 97,
	'integration/ottimate-trigger': 84,
	'integration/gate': 77,
	'integration/trigger-upkeep': 65,
	'integration/ooti-trigger': 63,
	'integration/faults-matrix': 55,
};

const gone = Object.keys(SECONDS).filter(
	(name) => !existsSync(new URL(`${name}.test.mts`, import.meta.url)),
);
if (gone.length > 0) throw new Error(`test/sequencer.mjs names no file: ${gone.join(', ')}`);

/** Jest's own order, by size, for files that are not among the slow ones. */
export default class LongestFirst extends Sequencer {
	sort(tests) {
		const seconds = ({ path }) =>
			SECONDS[/test\/(\w+\/[\w-]+)\.test\.mts$/.exec(path.replaceAll('\\', '/'))?.[1]] ?? 0;
		return super.sort(tests).sort((one, other) => seconds(other) - seconds(one));
	}
}
