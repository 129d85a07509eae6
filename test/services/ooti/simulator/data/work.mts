import { cycle } from '../../../../sandbox/core/wire.mts';
import type { Row } from '../store.mts';
import { dateText, make, momentText, secondOrg, teamAt } from './people.mts';

const cities = ['Paris', 'Lyon', 'Nantes', 'Lille', 'Bordeaux'];
const subjects = ['School', 'Museum', 'Library', 'Housing', 'Station', 'Pool', 'Theatre'];
const phaseNames = ['ESQ', 'APS', 'APD', 'PRO'];

/** The first of September. */
const FIRST_COMPLETED = 239;

export const projectAt = (at: number): number => 41 + (at % 240);

export const workSeeds: Record<string, () => Row[]> = {
	projects: () =>
		make(
			240,
			41,
			(at) => ({
				project_title: `${cycle(subjects, at)} ${at + 1}`,
				case_number: `P${at + 1}`,
				team: teamAt(at),
				client: 800 + (at % 120),
				currency: 1 + (at % 3),
				start_date: dateText(at),
				end_date: dateText(at + 180),
				city: cycle(cities, at),
				country: at % 8 === 7 ? 'BE' : 'FR',
				stage: at % 4 === 3 ? 300 + (at % 5) : null,
				signed: at % 4 !== 3,
				language: at % 6 === 0 ? 'en' : 'fr',
				tax_rate: 20,
				surface_area: 120 + at * 7,
				surface_unit: 'm2',
				notes: '',
				phases: [],
				project_users: [],
				areas: [],
				project_tags: at % 3 === 0 ? [400 + (at % 6)] : [],
				orgusers: [5042 + (at % 40)],
			}),
			secondOrg,
		),
	'pipelines/stage': () =>
		make(5, 300, (at) => ({ title: ['Lead', 'Contact', 'Offer', 'Negotiation', 'Won'][at] })),
	'projects/tags': () =>
		make(6, 400, (at) => ({ name: `tag ${at + 1}`, group: 410 + (at % 2), projects: [] })),
	'projects/tags/groups': () => make(2, 410, (at) => ({ name: `group ${at + 1}`, tags: [] })),
	'projects/users': () =>
		make(60, 6500, (at) => ({
			orguser: 5042 + (at % 40),
			project: 41 + Math.floor(at / 3),
			is_billable: at % 2 === 0,
			hours_actual: at * 2,
			is_visible: true,
		})),
	phases: () =>
		make(240, 12, (at) => ({
			name: cycle(phaseNames, at),
			shortname: cycle(phaseNames, at),
			project: 41 + Math.floor(at / 4),
			fee_project: 2000 + Math.floor(at / 4),
			pct: 25,
			progress: (at * 10) % 110,
			in_timeline: true,
			dependants: [],
		})),
	'fees/projects': () =>
		make(60, 2000, (at) => ({
			title: `Fees ${at + 1}`,
			project: 41 + at,
			cost: 100_000 + at * 5000,
			fee_pct: 8,
			is_validated: at % 3 !== 0,
		})),
	fees: () =>
		make(60, 2300, (at) => ({
			title: `Fee item ${at + 1}`,
			project: 41 + (at % 20),
			amount_base: 1000 + at * 10,
			amount_current: 900 + at * 10,
			progress: at,
		})),
	annexes: () =>
		make(60, 2600, (at) => ({
			title: `Annex ${at + 1}`,
			project: 41 + (at % 30),
			total_fees: 500 + at * 20,
			date: dateText(at * 2),
			phases: [],
			annex_time: cycle(['time', 'other', 'transport'], at),
		})),
	milestones: () =>
		make(80, 2900, (at) => ({
			title: `Milestone ${at + 1}`,
			project: projectAt(at * 3),
			date: dateText(at * 3),
			description: '',
			phases: [],
			annexes: [],
			in_timeline: at % 2 === 0,
		})),
	tasks: () =>
		make(
			260,
			7400,
			(at) => ({
				title: `Task ${at + 1}`,
				project: projectAt(at),
				due_date: at % 10 === 0 ? null : dateText(at),
				assigned_to: at % 4 === 0 ? null : 5042 + (at % 40),
				creator: 5042,
				priority: String(at % 4),
				labels: at % 6 === 0 ? [100] : [],
				description: '',
				list: null,
				phase: null,
				estimate: at % 5,
				is_logged: false,
				is_completed: at % 3 === 0,
				completed_at: at % 3 === 0 ? momentText(FIRST_COMPLETED + (at % 28), 10) : null,
			}),
			secondOrg,
		),
	notes: () =>
		make(90, 7800, (at) => ({
			title: `Note ${at + 1}`,
			text: `Site visit ${at + 1}`,
			project: at % 5 === 4 ? null : projectAt(at * 2),
			orguser: 5042 + (at % 40),
			is_pinned: at % 9 === 0,
			is_public: at % 2 === 0,
			entire_project: false,
			followers: [],
		})),
	tags: () =>
		make(12, 440, (at) => ({
			name: `label ${at + 1}`,
			contacts: [],
			contractors: [],
			clients: [],
			orgusers: [],
		})),
	'timelogs/worklogs': () =>
		make(
			900,
			8001,
			(at) => ({
				project: projectAt(at),
				phase: 12 + (at % 240),
				annex: null,
				task: null,
				team: teamAt(at),
				orguser: 5042 + (at % 40),
				date: dateText(at % 270),
				hours: 0.5 + (at % 15) / 2,
				type: 500 + (at % 9),
				description: `Plans ${at % 30}`,
				is_draft: at % 12 === 0,
				is_validated: at % 3 !== 0,
				is_imported: false,
				week: 600 + Math.floor((at % 270) / 7),
			}),
			secondOrg,
		),
	'timelogs/hourslogs': () =>
		make(120, 8_900, (at) => ({
			project: 41 + (at % 40),
			team: at % 2 === 0 ? 1689 : 1690,
			week: 600 + (at % 39),
			monday: at % 8,
			tuesday: (at + 1) % 8,
			wednesday: 0,
			thursday: 4,
			friday: 7,
			saturday: 0,
			sunday: 0,
			total_hours: (at % 8) + ((at + 1) % 8) + 11,
			weekly_notes: '',
			is_draft: at % 3 === 0,
		})),
	'timelogs/weeks': () =>
		make(40, 600, (at) => ({
			start_date: dateText(at * 7),
			end_date: dateText(at * 7 + 6),
			is_open: at > 30,
			team: 1689,
			has_hourslogs: true,
		})),
	'timelogs/types': () =>
		make(9, 500, (at) => ({
			name: ['Project', 'Meeting', 'Travel', 'Training', 'Sales', 'IT', 'Admin', 'Tender', 'Other'][
				at
			],
			is_billable: at < 3,
			is_recuperation: false,
		})),
	'timelogs/types/timeoff': () =>
		make(4, 520, (at) => ({
			name: ['Holiday', 'Sick leave', 'Parental leave', 'Unpaid leave'][at],
			is_default: at === 0,
			deduct_from_balance: at === 0,
		})),
	'timelogs/timeoff-requests': () =>
		make(70, 8_800, (at) => ({
			orguser: 5042 + (at % 40),
			team: at % 2 === 0 ? 1689 : 1690,
			start_date: dateText(at * 3),
			end_date: dateText(at * 3 + (at % 5)),
			start_date_is_half: false,
			end_date_is_half: at % 4 === 0,
			type: 520 + (at % 4),
			notes: '',
			is_draft: at % 6 === 0,
			is_treated: at % 3 === 0,
		})),
};
