import type { Answers } from '../../../transport/contracts/answer';

export const orders: Answers = {
	'order.getMany': `
		perPage totalPage currentPage totalCount: integer
		success: boolean
		orders: {
			id orderId shipmentNumber skus trackingURL reverseShipment quantities addressConfirm customerPhone originCity
			currency modifiedBy customerReturnReason deliveryDate customerAddress isReturnShipment destinationCountry
			customerName destinationCity deliverySlot district modifiedDate paymentMethod orderDate status pickupLocationCode
			pickupLocation: string
			totalDue subTotal drivingDistance amount grandTotal weight: number
			totalCount totalPage packageCount: integer
			items: {
				productId quantity: integer
				price taxAmount: number
				name sku: string
			}[]
			customer: {
				id: integer
				secondaryAddressNumber postcode country address district city buildingNo street shortAddressCode name mobile state: string
				lon lat: number
			}
		}[]
	`,
	'order.create': `
		otoId: integer
		success: boolean
		warnings: string[]
		otoIds: integer[]
	`,
	'order.update': `
		success: boolean
		message: string
	`,
	'order.updateStatus': `
		result: {
			success: boolean
			orderIds: string[]
		}[]
	`,
	'order.cancel': `
		success: boolean
	`,
	'order.hold': `
		success: boolean
	`,
	'order.release': `
		success: boolean
	`,
	'order.get': `
		id deliveryOptionId packageCount: integer
		orderId shipmentId trackingURL dcName originCity currency pickupLocation destinationCity customsCurrency
		paymentMethod orderDate status: string
		packageWeight amount customsValue amountDue: number
		success: boolean
		orderDocs: any[]
		statusHistory: {
			id: integer
			shipmentId date description status deliveryCompany: string
		}[]
		packingStatusHistory: {
			date description packingStatus: string
		}[]
		items: {
			id quantity: integer
			hscode sku: string
			rowTotal price taxAmount: number
		}[]
		customer: {
			id: integer
			postcode secondaryAddressNumber country address city mobile buildingNo street district name state destinationCity
			originCity email: string
			lon lat: number
		}
	`,
	'order.getStatus': `
		orderId dcTrackingNumber shipmentId otoId date customerAddress trackingUrl deliveryCompany printAWBURL customerName
		status: string
		totalValue: number
		success: boolean
		zplDataArray: string[]
	`,
	'order.getHistory': `
		success: boolean
		items: {
			orderId dcTrackingNumber shipmentId otoId trackingURL deliveryCompany warehouseName destinationCountry
			destinationCity originCity originCountry currency orderDate printAwbUrl payment_method status: string
			amount amount_due: number
			packageCount: integer
			history: {
				shipmentId date description status deliveryCompany: string
				currentLocation: object
			}[]
			returnOrderIds: string[]
			items: any[]
		}[]
	`,
	'order.checkAvailability': `
		success: boolean
		orderAvailability: string
		locations: {
			locationName locationCode: string
			distance: number
			locationCoordinates: {
				lon lat: number
			}
		}[]
	`,
	'order.getNotifications': `
		orderId: string
		actions: {
			type value channel: string
		}[]
	`,
	'shipment.create': `
		success: boolean
		message: string
	`,
	'shipment.cancel': `
		success: boolean
	`,
	'shipment.track': `
		trackingUrl: string
		success: boolean
		items: {
			shipmentId dcStatus otoStatus dcUpdateDate dcDescription: string
			updateStatusDate success: boolean
			history: {
				shipmentId dcStatus otoStatus dcUpdateDate dcDescription: string
				updateStatusDate: boolean
				currentLocation: {
					currentCountry currentCity currentDistrict currentBranch: string
				}
			}[]
		}[]
	`,
	'label.get': `
		trackingNumber dcTrackingNumber deliveryCompany printAWBURL internationalProforma: string
		success: boolean
	`,
	'return.create': `
		returnOrderId message: string
		success: boolean
	`,
	'return.get': `
		orderId returnLocationCode returnReason status: string
		items: {
			sku: string
			quantityOrdered: integer
		}[]
	`,
	'return.getLink': `
		success: boolean
		returnLink: string
	`,
	'return.sendSms': `
		otoId: integer
		success: boolean
	`,
	'driver.assign': `<{
			otoId: integer
			success: boolean
		}>`,
	'driver.track': `
		id userID: integer
		lng lat: number
		lastLatLonUpdated driverName: string
		onDuty: boolean
		data: {
			createdDate: string
			lng lat: number
			onDuty: boolean
		}[]
	`,
};
