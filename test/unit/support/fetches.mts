const BY_NAME =
	/\bnpm (?:install|i|add|exec|create)(?: +-\S+)* +@?\w[^\s`;]*|\bnpx n8n-[^\s`;]*|\bpackage name `[^`]*`/g;

/** What a text tells people to fetch from npm by a name, which may be anyone's. */
export function fetchedByName(text: string): string[] {
	return [...text.matchAll(BY_NAME)].map(([command]) => command);
}
