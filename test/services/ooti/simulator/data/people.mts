import { seedStart } from '../../../../sandbox/core/seed-date.mts';
import { cycle, partsOf } from '../../../../sandbox/core/wire.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import type { Row } from '../store.mts';

export const organizations: Row[] = [
	{ id: 210, org: 210, values: { name: 'Atelier Example', country: 'FR', currency: 1 } },
	{ id: 211, org: 211, values: { name: 'Studio Sample', country: 'BE', currency: 1 } },
];

export const teams: Row[] = [
	{ id: 1689, org: 210, values: { title: 'Paris', name: 'Paris', city: 'Paris', currency: 1 } },
	{ id: 1690, org: 210, values: { title: 'Lyon', name: 'Lyon', city: 'Lyon', currency: 1 } },
	{ id: 1701, org: 211, values: { title: 'Ghent', name: 'Ghent', city: 'Ghent', currency: 1 } },
];

export const teamsOf = (org: number): Row[] => teams.filter((team) => team.org === org);

const day = 86_400_000;
const start = seedStart(Date.UTC(2026, 0, 5), 270);

/** A day as bodies and answers write it, counted from the first Monday of the seeds. */
export function dateText(days: number): string {
	const { year, month, day: date } = partsOf(start + days * day);
	return `${date}-${month}-${year}`;
}

/** A moment of such a day, at a full hour. */
export const momentText = (days: number, hours: number): string =>
	new Date(start + days * day + hours * 3_600_000).toISOString().replace('.000Z', 'Z');

export const make = (
	count: number,
	firstId: number,
	values: (at: number) => JsonObject,
	org: (at: number) => number = () => 210,
): Row[] =>
	Array.from({ length: count }, (_, at) => ({
		id: firstId + at,
		org: org(at),
		values: values(at),
	}));

const firstNames = ['Alix', 'Basile', 'Camille', 'Denis', 'Elise', 'Fabien', 'Gaelle', 'Hugo'];
const lastNames = ['Arbre', 'Bois', 'Champ', 'Dune', 'Etang', 'Forêt', 'Grange'];

export const personOf = (at: number): { first_name: string; last_name: string } => ({
	first_name: cycle(firstNames, at),
	last_name: `${cycle(lastNames, at)}${at >= 56 ? ` ${Math.floor(at / 56)}` : ''}`,
});

/** Whether the row belongs to the second organization. */
export const secondOrg = (at: number): number => (at % 8 === 7 ? 211 : 210);

export const teamAt = (at: number): number => (at % 8 === 7 ? 1701 : at % 2 === 0 ? 1689 : 1690);

export const peopleSeeds: Record<string, () => Row[]> = {
	organizations: () => organizations.map((row) => ({ ...row, values: { ...row.values } })),
	teams: () => teams.map((row) => ({ ...row, values: { ...row.values } })),
	orgusers: () =>
		make(
			40,
			5042,
			(at) => ({
				...personOf(at),
				email: `user${at}@example.com`,
				role: 900 + (at % 6),
				is_active: at % 9 !== 8,
				mobile: null,
				birthday: null,
				tags: [],
				teams: [teamAt(at)],
			}),
			secondOrg,
		),
	'teams/users': () =>
		make(24, 6100, (at) => ({ orguser: 5042 + at, team: teamAt(at), role: 900 }), secondOrg),
	contacts: () =>
		make(
			500,
			3100,
			(at) => ({
				...personOf(at),
				name: `${personOf(at).first_name} ${personOf(at).last_name}`,
				email: `contact${at}@example.com`,
				mobile_phone: `+3360000${String(at).padStart(4, '0')}`,
				job_title: cycle(['Engineer', 'Owner', 'Surveyor', null], at),
				category: 100 + (at % 5),
				client: at % 3 === 0 ? [800 + (at % 120)] : [],
				project: at % 5 === 0 ? 41 + (at % 40) : null,
				tags: [],
			}),
			secondOrg,
		),
	clients: () =>
		make(
			120,
			800,
			(at) => ({
				name: `Client ${at + 1}`,
				company_name: at % 4 === 0 ? '' : `Client ${at + 1} SARL`,
				number: `C${String(at + 1).padStart(4, '0')}`,
				currency: 1 + (at % 3),
				billing_address: `${at + 1} rue Exemple, 75000 Paris`,
				address: `${at + 1} rue Exemple`,
				business_vat_id: at % 3 === 0 ? null : `FR00${String(at).padStart(9, '0')}`,
				group: null,
				team: teamAt(at),
				tags: [],
			}),
			secondOrg,
		),
	currencies: () =>
		[
			['EUR', 'Euro', '€'],
			['USD', 'US dollar', '$'],
			['CHF', 'Swiss franc', 'CHF'],
			['GBP', 'Pound sterling', '£'],
		].map(([name, longname, symbol], at) => ({
			id: at + 1,
			org: 0,
			values: { name, longname, symbol, decimal_points: 2 },
		})),
	roles: () =>
		make(6, 900, (at) => ({
			title: ['Director', 'Architect', 'Drafter', 'Intern', 'Engineer', 'Assistant'][at],
			billable_per_hour: 60 + at * 15,
			payable_per_hour: 20 + at * 6,
		})),
};
