import { parseArgs } from 'node:util';
import { Year } from '../n8n/year/year.mts';
import { yearSection } from './report/year.mts';
import { keep } from './results.mts';

const ACTS = '300';

const { values } = parseArgs({
	options: {
		acts: { type: 'string', default: ACTS },
		seed: { type: 'string', default: String(Date.now() % 100_000) },
	},
});
const [acts, seed] = [Number(values.acts), Number(values.seed)];
if (!(acts > 0) || !(seed >= 0)) throw new Error('--acts and --seed are numbers');

const say = (text: string) => void process.stdout.write(`${text}\n`);
say(`Seed ${seed}, ${acts} acts`);
const { log, ...result } = await Year.run({ acts, seed, say });
say(`\n${yearSection(result)}\n`);
const { account, deaf } = result;
const isGood = account.unexplained.length === 0 && deaf.length === 0;
if (isGood) await keep('year', result);
else {
	say(`Not explained: ${JSON.stringify(account.unexplained, null, 1)}`);
	say(`Deaf at the end: ${deaf.join(', ') || 'none'}`);
	for (const { kind, what, from, to } of log) {
		say(`${new Date(from).toISOString()} to ${new Date(to).toISOString()} ${kind}: ${what}`);
	}
}
process.exitCode = isGood ? 0 : 1;
