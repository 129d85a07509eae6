import type { ResourceForm } from '../shared/form/service-form';
import { daysOr } from './checks';

const REGISTERED =
	'The answer contains the vendor’s refresh token, which is a secret: do not pass it on.';
const MARKETPLACE = 'Requires a credential with a marketplace token.';

/** The account, its wallet and the clients of a marketplace. */
export const accounts: Readonly<Record<string, ResourceForm>> = {
	account: {
		name: 'Account',
		operations: {
			get: {
				action: 'Get account',
				description: 'Get name, plan, remaining credit and free shipments of the account',
			},
			buyCredit: {
				name: 'Buy Credit',
				action: 'Buy credit for wallet – starts payment',
				description:
					'Start a top-up of the wallet. Returns a payment link; nothing is paid until someone opens it and pays.',
				notice: 'Starts a payment. Someone has to open the returned link and pay.',
			},
			requestMobileVerification: {
				name: 'Request Mobile Verification',
				action: 'Request verification of mobile phone – sends SMS',
				description:
					'Send a code to a mobile phone by text message. Returns the token that "Verify Mobile Number" needs.',
				notice: 'Each run sends a text message to the phone.',
			},
			verifyMobileNumber: {
				name: 'Verify Mobile Number',
				action: 'Verify mobile phone',
				description:
					'Verify a mobile number with the code it received and the token from the request',
			},
		},
	},
	service: {
		name: 'Service',
		operations: {
			checkHealth: { name: 'Check Health', action: 'Check whether OTO can be reached' },
		},
	},
	token: {
		name: 'Token',
		operations: { test: { name: 'Test', action: 'Test access token in sandbox' } },
	},
	creditTransaction: {
		name: 'Credit Transaction',
		simplify: [
			'ID',
			'transactionDate',
			'amount',
			'remainingAmount',
			'transactionType',
			'status',
			'orderID',
			'shipmentID',
			'deliveryCompanyName',
			'description',
		],
		operations: {
			getMany: {
				action: 'Get many credit transactions',
				description:
					'List wallet top-ups and charges, by date or for one order. Charges have amounts below 0.',
				primaryFields: ['minDate', 'maxDate'],
				keptFields: ['orderId'],
				shape: daysOr({ orderId: 'Order' }),
			},
		},
	},
	client: {
		name: 'Client',
		operations: {
			register: {
				name: 'Register',
				action: 'Register client – opens account and returns secret',
				description: `Register a vendor of a marketplace, who gets an OTO account. ${MARKETPLACE} ${REGISTERED}`,
				notice: `Opens an OTO account for a vendor. ${REGISTERED}`,
			},
			getByEmail: {
				name: 'Get by Email',
				action: 'Get client by email – returns secret',
				description: `Get credit, validity and activation of a registered vendor. ${MARKETPLACE} ${REGISTERED}`,
				notice: REGISTERED,
			},
			get: {
				action: 'Get client of token – returns secret',
				description: `Get name, credit and validity of the client that the token belongs to. ${MARKETPLACE} ${REGISTERED}`,
				notice: REGISTERED,
			},
		},
	},
};
