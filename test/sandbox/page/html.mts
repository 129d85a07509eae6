/** A table of cells that are HTML already. */
export function tableHtml(rows: readonly string[][]): string {
	const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
	return `<table>${body.join('')}</table>`;
}

/** Text made safe for HTML, in attributes too. */
export function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
