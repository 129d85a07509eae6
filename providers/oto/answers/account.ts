import type { Answers } from '../../../transport/contracts/answer';

export const account: Answers = {
	'token.create': `
		access_token refresh_token token_type expires_in: string
		success: boolean
	`,
	'service.checkHealth': `
		status: string
	`,
	'account.get': `
		mobileNumber remainingFreeShipments accountType CRDocStatus name packageName email freelanceDocStatus: string
		remainingCredit: number
	`,
	'account.buyCredit': `
		paymentID paymentURL: string
		success: boolean
	`,
	'account.requestMobileVerification': `
		success: boolean
		token: string
	`,
	'account.verifyMobileNumber': `
		success: boolean
	`,
	'creditTransaction.getMany': `
		success: boolean
		transactions: {
			ID deliveryCompanySettingsId otoOrderID: integer
			orderID shipmentID description transactionDate orderPaymentType shipmentType transactionType deliveryCompanyName
			chargingType langKey status: string
			amount remainingAmount: number
		}[]
	`,
	'shipmentTransaction.getMany': `
		success: boolean
		shipments: {
			shipmentNumber orderId shipmentCreationDate deliveryCompanyName dcConnectionName shipmentType currency status: string
			dcInvoiceNumber dcCharge originalWeight dcUpdatedWeight: number
		}[]
	`,
	'shippingPriceTransaction.getMany': `
		success: boolean
		count: integer
		shippingTransactions: {
			ID otoOrderID: integer
			orderID shipmentID description orderStatus transactionDate deliveryName transaction status: string
			amount: number
		}[]
	`,
	'client.register': `
		success: boolean
		activationLink refreshToken: string
	`,
	'client.getByEmail': `
		userActivated validityDate refreshToken: string
		remainingCredit: number
		success: boolean
	`,
	'client.get': `
		remainingCredit: number
		phone validityDate name email refreshToken: string
		success: boolean
	`,
};
