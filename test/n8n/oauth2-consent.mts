import type { N8nClient } from './client.mts';

/** Connects an OAuth2 credential as a person does in the popup: asks n8n for the address, allows, and lets n8n have the code. */
export async function consent(client: N8nClient, credentialId: string): Promise<void> {
	const address = await client.request<string>(
		'GET',
		`/rest/oauth2-credential/auth?id=${credentialId}`,
	);
	const { origin, pathname, searchParams } = new URL(address);
	const decided = await fetch(origin + pathname, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams([...searchParams, ['decision', 'allow']]),
	});
	const back = new URL(decided.headers.get('location') ?? '');
	const answer = await client.send('GET', back.pathname + back.search);
	if (!answer.ok) throw new Error(`${back.pathname}: ${answer.status} ${await answer.text()}`);
}
