import { accountField, apiKeyOf, hiddenField, keyField, passphraseField, secretField, type Service, textField } from './service.ts';

const pair = [keyField, secretField, accountField];

/** Exchanges, payments and market data. */
export const moneyServices: readonly Service[] = [
  apiKeyOf({
    ...{ id: 'bitget', name: 'Bitget', page: 'https://www.bitget.com/account/newapi', where: 'API Management' },
    fields: [keyField, secretField, passphraseField, accountField],
    key: [/^bg_[a-f0-9]{32}$/],
  }),
  apiKeyOf({
    ...{ id: 'binance', name: 'Binance', page: 'https://www.binance.com/en/my/settings/api-management', where: 'Account → API Management' },
    fields: pair,
  }),
  apiKeyOf({ id: 'kraken', name: 'Kraken', page: 'https://pro.kraken.com/app/settings/api', where: 'Settings → API', fields: pair }),
  apiKeyOf({
    ...{ id: 'coinbase', name: 'Coinbase', page: 'https://portal.cdp.coinbase.com/access/api', where: 'API keys' },
    fields: [textField('key-name', 'Key name'), { id: 'private-key', name: 'Private key', type: 'multiline' }, accountField],
    other: [{ field: 'key-name', pattern: /^organizations\/[a-f0-9-]{36}\/apiKeys\/[a-f0-9-]{36}$/ }],
  }),
  apiKeyOf({
    ...{ id: 'okx', name: 'OKX', page: 'https://www.okx.com/account/my-api', where: 'API' },
    fields: [keyField, secretField, passphraseField, accountField],
  }),
  apiKeyOf({ id: 'bybit', name: 'Bybit', page: 'https://www.bybit.com/app/user/api-management', where: 'API', fields: pair }),
  apiKeyOf({
    ...{
      id: 'stripe',
      name: 'Stripe',
      page: 'https://dashboard.stripe.com/apikeys',
      where: 'Developers → API keys → Rotate key',
      way: 'overlap',
    },
    fields: [keyField, hiddenField('webhook-secret', 'Webhook signing secret'), accountField],
    key: [/^[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}$/],
    other: [{ field: 'webhook-secret', pattern: /^whsec_[A-Za-z0-9]{24,80}$/ }],
  }),
  apiKeyOf({
    ...{ id: 'paypal', name: 'PayPal', page: 'https://developer.paypal.com/dashboard/applications', where: 'Apps & Credentials' },
    fields: [textField('client-id', 'Client ID'), secretField, accountField],
  }),
  apiKeyOf({
    ...{ id: 'shopify', name: 'Shopify', page: 'https://admin.shopify.com', where: 'Settings → Apps → Develop apps', way: 'roll' },
    key: [/^shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}$/],
  }),
  apiKeyOf({ id: 'polygon', name: 'Polygon.io', page: 'https://polygon.io/dashboard/keys', where: 'Dashboard → API Keys', days: 180 }),
  apiKeyOf({
    ...{
      id: 'alpha-vantage',
      name: 'Alpha Vantage',
      page: 'https://www.alphavantage.co/support/#api-key',
      where: 'Get free API key',
      days: 365,
    },
  }),
  apiKeyOf({ id: 'alpaca', name: 'Alpaca', page: 'https://app.alpaca.markets', where: 'API Keys → Regenerate', way: 'roll', fields: pair }),
];
