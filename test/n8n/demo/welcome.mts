import { providerById } from '../../../providers';
import type { Sandbox } from '../../sandbox/server.mts';
import { known, tested } from '../../services/index.mts';
import { OWNER } from '../client.mts';
import { sandboxCredential } from '../credentials.mts';

/** What a person can do now, with all that there is to type. */
export async function welcome(editor: string, sandbox: Sandbox): Promise<string> {
	const [first] = known;
	if (!first) throw new Error('There is no credential type.');
	const typed = await sandboxCredential(sandbox, first.type);
	const { displayName, properties } = first.credential;
	const labelOf = (name: string) =>
		properties.find((property) => property.name === name)?.displayName ?? name;
	const values = Object.entries(typed)
		.filter(([name]) => name !== 'environment')
		.map(([name, value]) => `       ${`${labelOf(name)}`.padEnd(16)}${String(value)}`);
	const names = tested.map(({ id }) => providerById(id).name);
	return [
		'',
		`  Editor     ${editor}`,
		`  Email      ${OWNER.email}`,
		`  Password   ${OWNER.password}`,
		`  Sandbox    ${sandbox.origin}/__sandbox`,
		'',
		'  Try this',
		'  1. Open one of the workflows and press "Execute workflow".',
		'  2. On the sandbox page press "Expire all access tokens", and execute it again: a new token is',
		'     fetched, and nobody notices. Or "Answer 429 for a minute": the requests wait and go on.',
		`  3. Start a workflow of your own with a node of ${names.join(', ')}, and a new credential`,
		`     ${displayName}:`,
		`       ${'Environment'.padEnd(16)}Custom`,
		...values,
		'     The sandbox page has the values of all services.',
		'',
		'  Ctrl-C ends the demo; the next one has the same workflows and starts in seconds.',
		'',
		'',
	].join('\n');
}
