import type { N8nClient } from '../client.mts';
import type { ExecutionSummary } from '../execution.mts';
import type { Finder } from './finder.mts';
import type { Exceptions, Searched, StaticData } from './places.mts';
import { sum, Tally, withoutKeys } from './places.mts';

/** Executions on a page of the list; n8n gives no more. */
const PAGE = 100;

/**
 * What n8n's REST interface answers to whoever may open it: every credential with its data, every workflow, and its newest
 * execution. The data of all others stand in the database as they would be answered.
 */
export async function searchAnswers(
	client: N8nClient,
	finder: Finder,
	{ telling, registering }: Exceptions,
): Promise<Searched> {
	const tally = new Tally(finder);
	const answer = async (path: string) => await (await client.send('GET', path)).text();
	const get = async (path: string, mayTell = false): Promise<string> => {
		const text = await answer(path);
		tally.look(`answer GET ${path}`, text, mayTell ? ['told secret'] : []);
		return text;
	};
	await get('/rest/credentials');
	for (const { id } of await client.listCredentials()) {
		await get(`/rest/credentials/${id}?includeData=true`);
	}
	await get('/rest/workflows');
	for (const { id } of await client.listWorkflows()) {
		const path = `/rest/workflows/${id}`;
		const text = await answer(path);
		tally.look(`answer GET ${path}`, registering.has(id) ? withoutStaticKeys(text) : text);
	}
	const seen = new Set<string>();
	let cursor: string | null = '';
	while (cursor !== null) {
		const text = await get(`/rest/executions?limit=${PAGE}${cursor && `&cursor=${cursor}`}`);
		const { data }: { data: Page } = JSON.parse(text);
		for (const { id, workflowId } of data.results) {
			if (seen.has(workflowId)) continue;
			seen.add(workflowId);
			await get(`/rest/executions/${id}`, telling.has(workflowId));
		}
		cursor = data.nextCursor;
	}
	return tally;
}

function withoutStaticKeys(text: string): string {
	const { data, ...rest }: { data: { staticData: StaticData } } = JSON.parse(text);
	return JSON.stringify({ ...rest, data: { ...data, staticData: withoutKeys(data.staticData) } });
}

interface Page {
	results: ExecutionSummary[];
	nextCursor: string | null;
}

/** What n8n answered while somebody worked with it: tests of credentials, lists to pick from, runs. */
export class Recorder {
	private answers: Array<[call: string, text: string]> = [];

	private searched: Searched = { findings: [], size: 0, count: 0 };

	constructor(client: N8nClient) {
		client.onAnswer = (call, text) => void this.answers.push([call, text]);
	}

	/** Searches what was recorded since the last time, and keeps the result only; gives all results so far. */
	search(finder: Finder, { telling }: Exceptions): Searched {
		const tally = new Tally(finder);
		for (const [call, text] of this.answers) {
			const mayTell = [...telling].some((workflow) => text.includes(workflow));
			tally.look(`answer ${call}`, text, mayTell ? ['told secret'] : []);
		}
		this.answers = [];
		this.searched = sum(this.searched, tally);
		return this.searched;
	}
}
