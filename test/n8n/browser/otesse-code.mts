import type { Page } from 'playwright-core';
import { call } from '../../sandbox/http.mts';
import type { Rig } from '../rig.mts';

/** Opens the link that a message holds, allows the app, and copies the code from where a person lands. */
export async function codeFromLink(page: Page, message: string): Promise<string> {
	const link = /open (http\S+) , allow the app/.exec(message)?.[1] ?? 'no link';
	const consent = await page.context().newPage();
	await consent.goto(link);
	await consent.getByRole('button', { name: 'Allow' }).click();
	await consent.getByText('You are back at my app').waitFor();
	const code = new URL(consent.url()).searchParams.get('code') ?? '';
	await consent.close();
	return code;
}

/** A code that another program has exchanged already. */
export async function usedCode(
	rig: Rig,
	typed: Record<string, string>,
	redirectUri: string,
): Promise<string> {
	const { code } = (await rig.sandbox.steer('POST', 'otesse/code', { redirectUri })) as {
		code: string;
	};
	const { status } = await call(`${typed.authBaseUrl}/oauth/token`, {
		json: {
			grant_type: 'authorization_code',
			code,
			redirect_uri: redirectUri,
			client_id: typed.clientId,
			client_secret: typed.clientSecret,
		},
	});
	if (status !== 200) throw new Error(`The sandbox did not take the code: ${status}`);
	return code;
}

/** The exchanges since the log was cleared: the code of each, or the kind of grant. */
export async function exchanges(rig: Rig): Promise<string[]> {
	const { tokenRequests } = await rig.traffic('otesse');
	return tokenRequests.map(({ rawBody }) => {
		const { grant_type: grant = '', code = '' }: Record<string, string> = JSON.parse(rawBody);
		return grant === 'authorization_code' ? code : grant;
	});
}
