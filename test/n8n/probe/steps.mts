import type { N8nVersion } from '../versions.mts';
import type { Called, ProbeNode, Step } from './life.mts';

const HOOK: ProbeNode = { id: 'h', name: 'Hook', type: 'hookProbe', selection: 'a' };
const POLL: ProbeNode = { id: 'p', name: 'Poll', type: 'pollProbe', selection: 'a' };
const BOTH: ProbeNode = { id: 'b', name: 'Both', type: 'bothProbe', selection: 'a' };
const ALONE: ProbeNode = { id: 'a', name: 'Alone', type: 'hookProbe', selection: 'a' };
const EDITED = { ...HOOK, selection: 'b' };
const RENAMED = { ...EDITED, name: 'Renamed' };

/** What is called and saved, of all versions or of one. */
type Expected = Pick<Step, 'called' | 'saved'>;

/** A trigger begins: it is registered unless it is already. */
const begun = (node: string, mode: string) => ({
	[node]: [`checkExists ${mode}`, `create ${mode}`],
});

const polled = (mode: string, ...nodes: string[]): Called =>
	Object.fromEntries(nodes.map((node) => [`${node}, polls`, [`poll ${mode}`]]));

/** n8n 1.123 ends all triggers of a workflow and begins them anew, whichever node was edited. */
function allAnew(before: string, after: string): Called {
	const hook =
		before === after
			? { [after]: ['delete update', 'checkExists update', 'create update'] }
			: { [before]: ['delete update'], ...begun(after, 'update') };
	return {
		...hook,
		Both: ['delete update', 'checkExists update', 'create update'],
		...polled('update', 'Both', 'Poll'),
	};
}

/** The numbers count the registrations that the probes have made; each step of 1.123 makes more of them. */
const memory = (hook: unknown, both: unknown, poll?: object, more: object = {}) => ({
	'node:Hook': { made: hook, ...more },
	'node:Both': { made: both },
	...(poll ? { 'node:Poll': poll } : {}),
});

const GONE = 'no more';
const DELIVERED = { delivered: true };

function published(mode: string): Called {
	return { ...begun('Hook', mode), ...begun('Both', mode), ...polled(mode, 'Both', 'Poll') };
}

/** What a person does in one n8n, step by step, and what n8n then calls and saves: run in real n8n of both versions. */
export function stepsOf(version: N8nVersion): Step[] {
	const isPrevious = version.startsWith('1.');
	// 1.123 saves before it polls, and an empty object is no change.
	const atFirst = isPrevious ? undefined : {};
	const of = (current: Expected, previous: Expected) => (isPrevious ? previous : current);
	const afterRename = {
		...(isPrevious ? memory(GONE, 9, { at: 3 }, DELIVERED) : memory(GONE, 3, { at: 3 })),
		'node:Renamed': { made: isPrevious ? 8 : 5 },
	};
	return [
		{
			name: 'a workflow with one webhook is published',
			act: async (life) => await life.publish('Alone', [ALONE]),
			called: begun('Alone', 'activate'),
			saved: {},
		},
		{
			name: 'a workflow with hooks and polls is published',
			act: async (life) => await life.publish('Main', [HOOK, POLL, BOTH]),
			called: published('activate'),
			saved: memory(2, 3, atFirst),
		},
		{
			name: 'a poll gives nothing: what it remembers is not saved',
			act: async (life) => await life.tick('Poll', { set: { at: 1 } }),
			called: {},
			saved: memory(2, 3, atFirst),
		},
		{
			name: 'a poll gives items: what it remembers is saved',
			act: async (life) => await life.tick('Poll', { set: { at: 2 }, items: [{ n: 2 }] }),
			called: {},
			saved: memory(2, 3, { at: 2 }),
		},
		{
			name: 'one trigger is edited and published',
			act: async (life) => await life.publish('Main', [EDITED, POLL, BOTH]),
			...of(
				{
					called: { Hook: ['delete update', 'checkExists update', 'create update'] },
					saved: memory(4, 3, { at: 2 }),
				},
				{ called: allAnew('Hook', 'Hook'), saved: memory(4, 5, { at: 2 }) },
			),
		},
		{
			name: 'another trigger, which was not activated anew, gives items: its old copy is written back',
			act: async (life) => await life.tick('Poll', { set: { at: 3 }, items: [{ n: 3 }] }),
			called: {},
			saved: isPrevious ? memory(4, 5, { at: 3 }) : memory(2, 3, { at: 3 }),
		},
		{
			name: 'a node that is no trigger is edited and published',
			act: async (life) => await life.editOther('Main'),
			...of(
				{ called: {}, saved: memory(2, 3, { at: 3 }) },
				{ called: allAnew('Hook', 'Hook'), saved: memory(6, 7, { at: 3 }) },
			),
		},
		{
			name: 'a delivery starts the workflow: n8n 2.41 does not save what it remembers',
			act: async (life) => await life.deliver('Hook', 'webhook'),
			called: { Hook: ['webhook'] },
			saved: isPrevious ? memory(6, 7, { at: 3 }, DELIVERED) : memory(2, 3, { at: 3 }),
		},
		{
			name: 'a trigger is renamed and published: it remembers nothing',
			act: async (life) => await life.publish('Main', [RENAMED, POLL, BOTH]),
			...of(
				{
					called: { Hook: ['delete update'], ...begun('Renamed', 'update') },
					saved: afterRename,
				},
				{
					called: allAnew('Hook', 'Renamed'),
					saved: afterRename,
				},
			),
		},
		{
			name: 'n8n restarts: n8n 2.41 does not look at triggers that have webhooks only',
			act: async (life) => await life.restart(),
			...of(
				{
					called: { Both: ['checkExists init'], ...polled('init', 'Both', 'Poll') },
					saved: afterRename,
				},
				{
					called: {
						Alone: ['checkExists init'],
						Both: ['checkExists init'],
						Renamed: ['checkExists init'],
						...polled('init', 'Both', 'Poll'),
					},
					saved: afterRename,
				},
			),
		},
		{
			name: 'a test listens: it knows nothing of what is stored',
			act: async (life) => await life.listen('Main', 'Renamed'),
			called: begun('Renamed', 'manual'),
			saved: afterRename,
		},
		{
			name: 'a test gets its event: nothing of it is stored',
			act: async (life) => await life.deliver('Renamed', 'webhook-test'),
			called: { Renamed: ['webhook', 'delete update'] },
			saved: afterRename,
		},
		{
			name: 'the workflow is unpublished',
			act: async (life) => await life.unpublish('Main'),
			called: { Both: ['delete update'], Renamed: ['delete update'] },
			saved: {
				...memory(GONE, GONE, { at: 3 }, isPrevious ? DELIVERED : {}),
				'node:Renamed': { made: GONE },
			},
		},
	];
}
