import { escape } from '../../../sandbox/page/html.mts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;background:#f3f5f8;margin:0;color:#1c2330}
main{max-width:26rem;margin:10vh auto;background:#fff;padding:2rem;border-radius:.75rem;border:1px solid #dde2ea}
button{font:inherit;padding:.6rem 1.4rem;border-radius:.5rem;border:1px solid #93a0b5;background:#fff;margin-right:.75rem;cursor:pointer}
button[value=allow]{background:#0b6b50;border-color:#0b6b50;color:#fff}`;

/** The page on which a user lets an application in; the form carries the request's own parameters. */
export function consentPage(
	clientName: string,
	scopes: readonly string[],
	parameters: Record<string, string>,
): string {
	const hidden = Object.entries(parameters).map(
		([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
	);
	return page(
		'Authorize',
		`<h1>${escape(clientName)} wants access</h1>
<p>It asks for these permissions in your Otesse account:</p>
<ul>${scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('')}</ul>
<form method="post" action="authorize">${hidden.join('')}
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button></form>`,
	);
}

export function consentErrorPage(message: string): string {
	return page('Not possible', `<h1>This request cannot go on</h1><p>${escape(message)}</p>`);
}

function page(title: string, content: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Otesse sandbox</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;
}
