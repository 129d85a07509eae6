import { crud, subject } from '../rows';

const employeeContract = subject(
	'employeeContract',
	'an employee contract',
	'employee contracts',
	'employees',
);
const employeePeriod = subject(
	'employeePeriod',
	'an employee contract period',
	'employee contract periods',
	'employees',
);

const terms = `start_date end_date status notes salary_monthly_gross salary_monthly_net
	salary_daily_gross salary_hourly_gross salary_gross_coefficent salary_loaded_coefficent
	weekly_hours_limit daily_hours_limit overtime_enabled overtime_hours_limit days_per_week`;

export const employees = [
	...crud(
		employeeContract,
		'/employees/contracts/list/{org_pk}/',
		'/employees/contracts/{contract_id}/',
		{ both: `orguser team contract_type pay_type currency cancel_date admin_only ${terms} file` },
	),
	...crud(employeePeriod, '/employees/period/list/{org_pk}/', '/employees/period/{period_id}/', {
		both: `contract ${terms}`,
		details: { contract: { description: 'ID of the employee contract' } },
	}),
];
