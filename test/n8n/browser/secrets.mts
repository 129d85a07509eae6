import type { Page } from 'playwright-core';
import type { Traffic } from '../rig.mts';
import { storedCredential } from '../stored.mts';

/** Everything that could be read in the page: its markup, and what stands in its fields. */
export async function readable(page: Page): Promise<string> {
	const values = await page
		.locator('input, textarea')
		.evaluateAll((fields) => fields.map((field) => ('value' in field ? String(field.value) : '')));
	return [await page.content(), ...values].join('\n');
}

/** The tokens that n8n keeps with a credential: our own, or those of n8n's OAuth2. */
export function tokensOf(userFolder: string, id: string): string[] {
	const { accessToken, sessionRefreshToken, oauthTokenData } = storedCredential(
		userFolder,
		id,
	).data;
	const oauth2 = typeof oauthTokenData === 'object' ? Object.entries(oauthTokenData ?? {}) : [];
	const named = oauth2.flatMap(([name, value]) => (name.endsWith('_token') ? [value] : []));
	return [accessToken, sessionRefreshToken, ...named].flatMap((value) =>
		typeof value === 'string' && value !== '' ? [value] : [],
	);
}

/** What came to the service, whole: headers, query and body of every request. */
export function textOf({ entries }: Traffic): string {
	return entries
		.map(({ headers, query, rawBody }) => JSON.stringify([headers, query]) + rawBody)
		.join('\n');
}
