import { cycle } from '../../../../sandbox/core/wire.mts';
import type { Row } from '../store.mts';
import { dateText, make, secondOrg, teamAt } from './people.mts';
import { projectAt } from './work.mts';

const invoiceTypes = [1, 4, 1, 4, 9];

/** Whether a seeded invoice is valid; one in four is a draft. */
const isValid = (at: number): boolean => at % 4 !== 0;

export const moneySeeds: Record<string, () => Row[]> = {
	invoices: () =>
		make(
			300,
			901,
			(at) => ({
				number: isValid(at) ? `F2026-${String(at + 1).padStart(4, '0')}` : null,
				project: at % 10 === 9 ? null : projectAt(at),
				client: 800 + (at % 120),
				client_name: `Client ${(at % 120) + 1}`,
				client_address: `${(at % 120) + 1} rue Exemple`,
				team: teamAt(at),
				type: cycle(invoiceTypes, at),
				invoice_date: dateText(at % 260),
				due_date: dateText((at % 260) + 30),
				references: `REF-${at + 1}`,
				is_valid: isValid(at),
				is_sent: isValid(at) && at % 3 !== 0,
				is_closed: false,
				billing_option: null,
				bank: 100 + (at % 2),
				purchase_order: '',
				multi_tax_enabled: false,
				total: 1000 + at * 10 + (at % 2 === 0 ? 500 : 0),
			}),
			secondOrg,
		),
	'invoices/item': () =>
		Array.from({ length: 300 }, (_, at) => at).flatMap((at) =>
			[1000 + at * 10, ...(at % 2 === 0 ? [500] : [])].map((amount, line) => ({
				id: 10_000 + at * 2 + line,
				org: secondOrg(at),
				values: {
					invoice: 901 + at,
					description: line === 0 ? 'Design work' : 'Site visits',
					subtitle: '',
					amount,
					tax_rate: 20,
					tax: amount * 0.2,
				},
			})),
		),
	payments: () =>
		make(
			120,
			12_000,
			(at) => ({
				date: dateText(40 + at),
				amount: 200 + at * 5,
				currency: 1,
				currency_rate: 1,
				type: cycle(['C', 'T', 'B'], at),
				team: teamAt(at),
				project: projectAt(at),
				invoice: 902 + at * 2 - (at % 2),
			}),
			secondOrg,
		),
	'payments/invoice': () =>
		make(
			120,
			14_000,
			(at) => ({
				payment: 12_000 + at,
				invoice: 902 + at * 2 - (at % 2),
				amount: 200 + at * 5,
			}),
			secondOrg,
		),
	'expenses/groups': () =>
		make(60, 15_000, (at) => ({
			description: `Report ${at + 1}`,
			team: at % 2 === 0 ? 1689 : 1690,
			orguser: 5042 + (at % 40),
			is_validated: at % 3 === 0,
			is_treated: at % 6 === 0,
		})),
	expenses: () =>
		make(200, 15_500, (at) => ({
			expense_group: 15_000 + (at % 60),
			team: at % 2 === 0 ? 1689 : 1690,
			description: cycle(['Train', 'Hotel', 'Lunch', 'Parking'], at),
			date: dateText(at),
			amount: 10 + at,
			vat: Math.round((10 + at) * 20) / 100,
			currency: 1,
			currency_rate: 1,
			local_amount: 10 + at,
			is_billed: false,
			is_paid: at % 5 === 0,
			comments: '',
		})),
	'expenses/category': () =>
		make(6, 480, (at) => ({
			name: ['Travel', 'Meals', 'Hotel', 'Books', 'Phone', 'Other'][at],
			accounting_code: `62${at}000`,
			vat: 20,
		})),
	'contracts/contractor': () =>
		make(30, 16_000, (at) => ({
			name: `Contractor ${at + 1}`,
			email: `contractor${at}@example.com`,
			number: `K${at + 1}`,
			currency: 1,
			is_company: true,
			is_internal: at % 7 === 0,
			tags: [],
		})),
	contracts: () =>
		make(40, 16_100, (at) => ({
			contractor: 16_000 + (at % 30),
			project: 41 + at,
			type: at % 2 === 0 ? 'sub' : 'co',
			description: '',
			is_valid: at % 3 !== 0,
			is_archived: false,
			tax_rate: 20,
		})),
	'contracts/item': () =>
		make(30, 16_200, (at) => ({
			contract: 16_100 + at,
			phase: 12 + at,
			type: 'phase',
			fee: 1500 + at * 25,
			already_billed: 0,
		})),
	jobs: () =>
		make(30, 16_300, (at) => ({
			title: `Job ${at + 1}`,
			project: 41 + at,
			contractor: 16_000 + at,
			amount: 800 + at * 30,
			currency: 1,
			start_date: dateText(at * 4),
			end_date: dateText(at * 4 + 60),
		})),
	'jobs/invoices': () =>
		make(50, 16_400, (at) => ({
			number: `S-${at + 1}`,
			contractor: 16_000 + (at % 30),
			project: 41 + at,
			team: at % 2 === 0 ? 1689 : 1690,
			date: dateText(at * 5),
			due_date: dateText(at * 5 + 30),
			amount: 300 + at * 20,
			tax: 20,
			is_validated: at % 2 === 0,
			is_paid: at % 4 === 0,
		})),
	banks: () =>
		make(2, 100, (at) => ({
			name: `Bank ${at + 1}`,
			currency: 1,
			country: 'FR',
			iban: `FR00 0000 0000 000${at}`,
			bic: 'EXAMPLEX',
			teams: [1689],
			projects: [],
		})),
	'customfields/field': () =>
		make(6, 460, (at) => ({
			content_type: cycle(['contact', 'project', 'orguser'], at),
			name: `field ${at + 1}`,
			field_type: ['t', 'i', 'a', 'f', 'd', 't'][at],
			is_required: false,
			admin_only: false,
		})),
};
