const SHOWN = 25;
const EACH_MS = 1000;
/** For so long a request without an answer is one that is still under way. */
const UNDER_WAY_MS = 10_000;

const rows = document.querySelector('#log tbody');
const done = document.querySelector('#done');
let since = 0;

async function steer(call, body) {
	const [method, path] = call.split(' ');
	const answer = await fetch(`/__sandbox/${path}`, { method, body });
	return await answer.json();
}

for (const button of document.querySelectorAll('button')) {
	button.addEventListener('click', async () => {
		const { call, body } = button.dataset;
		const answer = await steer(call, body);
		done.textContent = answer.done ?? answer.error ?? `${button.textContent}: done`;
	});
}

function rowOf({ at, service, kind, method, path, query, status, fault }) {
	const row = document.createElement('tr');
	if (kind === 'token') row.classList.add('token');
	if (status === 0 || status >= 400) row.classList.add('bad');
	const answer = status === 0 ? 'none' : String(status);
	const asked = new URLSearchParams(query).toString();
	const cells = [
		new Date(at).toLocaleTimeString(),
		service,
		`${method} ${path}${asked && `?${asked}`}${kind === 'token' ? ' (token)' : ''}`,
		fault === undefined ? answer : `${answer} (${fault})`,
	];
	for (const text of cells) row.insertCell().textContent = text;
	return row;
}

const isUnderWay = ({ status, at }) => status === 0 && Date.now() - at < UNDER_WAY_MS;

async function refresh() {
	try {
		const { entries } = await steer(`GET log?last=${SHOWN}&since=${since}`);
		const open = entries.findIndex((entry) => isUnderWay(entry));
		const ended = open < 0 ? entries : entries.slice(0, open);
		if (ended.length === 0) return;
		since = ended.at(-1).seq;
		rows.prepend(...ended.reverse().map(rowOf));
		while (rows.rows.length > SHOWN) rows.deleteRow(-1);
	} catch {
		done.textContent = 'The sandbox has ended.';
	}
}

void refresh();
setInterval(refresh, EACH_MS);
