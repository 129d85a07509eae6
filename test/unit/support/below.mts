/** Takes percent escapes off one by one, as a careless server would: a broken escape does not stop it. */
function unescaped(text: string): string {
	return text.replace(/(%[0-9a-f]{2})+/gi, (escapes) =>
		Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
	);
}

/** Whether an address stays below a base URL, also for a server that decodes the path three times. */
export function isBelow(address: string, base: string): boolean {
	const url = new URL(address);
	const root = new URL(base);
	const prefix = root.pathname.replace(/\/+$/, '');
	if (url.origin !== root.origin || url.username || url.password || url.hash) return false;
	if (url.pathname !== (prefix || '/') && !url.pathname.startsWith(`${prefix}/`)) return false;
	let path = url.pathname;
	for (let round = 0; round < 3; round++) {
		path = unescaped(path);
		if (path.split(/[/\\]/).some((segment) => segment === '..')) return false;
	}
	return true;
}
