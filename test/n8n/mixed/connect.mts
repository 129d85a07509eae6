import type { Rig } from '../rig.mts';

/**
 * Connects an OAuth2 credential as the editor's button does, without a browser: n8n's address of the consent page, the decision
 * there, n8n's callback.
 */
export async function connectOAuth2({ client }: Rig, id: string): Promise<void> {
	const consent = new URL(
		await client.request<string>('GET', `/rest/oauth2-credential/auth?id=${id}`),
	);
	const decision = await fetch(consent.origin + consent.pathname, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams([...consent.searchParams, ['decision', 'allow']]),
	});
	const back = decision.headers.get('location');
	if (back === null) throw new Error(`The consent page answered ${decision.status}`);
	const { pathname, search } = new URL(back);
	const callback = await client.send('GET', pathname + search);
	const text = await callback.text();
	if (
		!callback.ok ||
		/error/i.test(text.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, ''))
	) {
		throw new Error(`n8n did not connect (${callback.status}): ${text.slice(0, 2000)}`);
	}
}
