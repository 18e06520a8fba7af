/** X's problem objects as it sends them in the older words: with the older host in `type`. */
import type { Fields } from './world.js'

const type = (slug: string): string => `https://api.twitter.com/2/problems/${slug}`

export function notFound(kind: 'user' | 'tweet' | 'post', parameter: string, id: string): Fields {
  return {
    value: id,
    detail: `Could not find ${kind} with ${parameter}: [${id}].`,
    title: 'Not Found Error',
    resource_type: kind,
    parameter,
    resource_id: id,
    type: type('resource-not-found'),
  }
}

export function suspended(parameter: string, id: string): Fields {
  const detail = `User has been suspended: [${id}].`
  return { ...notFound('user', parameter, id), title: 'Forbidden', detail }
}

export function notAuthorized(id: string): Fields {
  return {
    resource_id: id,
    parameter: 'id',
    resource_type: 'user',
    section: 'data',
    title: 'Authorization Error',
    value: id,
    detail: `Sorry, you are not authorized to see the user with id: [${id}].`,
    type: type('not-authorized-for-resource'),
  }
}

/** The body of a 400. */
export function badRequest(parameter: string, value: string, message: string): Fields {
  return {
    errors: [{ parameters: { [parameter]: [value] }, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: type('invalid-request'),
  }
}

/** The body of a failure that names no resource. */
export function failure(status: number, title: string, detail = title): Fields {
  return { title, detail, type: 'about:blank', status }
}

export const unavailable: Fields = {
  title: 'Service Unavailable',
  detail: 'The requested resource could not be provided.',
  resource_type: 'tweet',
  parameter: 'id',
  type: type('resource-unavailable'),
}

export const noCredits: Fields = {
  type: type('credits'),
  title: 'CreditsDepleted',
  detail: 'Your enrolled account [1234567890] does not have any credits to fulfill this request.',
}

export const forbidden: Fields = {
  title: 'Client Forbidden',
  detail: 'This request must be made using an approved developer account.',
  reason: 'client-not-enrolled',
  registration_url: 'https://developer.x.com/en/docs/projects/overview',
  required_enrollment: 'Appropriate Level of API Access',
  client_id: '12345678',
  type: type('client-forbidden'),
}

export const usageCapped: Fields = {
  title: 'UsageCapExceeded',
  detail: 'Usage cap exceeded: Monthly product cap',
  period: 'Monthly',
  scope: 'Product',
  account_id: '1234567890',
  type: type('usage-capped'),
}
