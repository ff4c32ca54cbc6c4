import { accountField, apiKeyOf, hiddenField, keyField, secretField, type Service, textField } from './service.ts';

/** Chat, mail and telephone. */
export const messageServices: readonly Service[] = [
  apiKeyOf({
    ...{ id: 'slack', name: 'Slack', page: 'https://api.slack.com/apps', where: 'OAuth & Permissions', way: 'roll', days: 180 },
    fields: [keyField, hiddenField('signing-secret', 'Signing secret'), accountField],
    key: [/^xox[abeprs]-[A-Za-z0-9.-]{10,250}$/, /^xapp-\d-[A-Za-z0-9-]{10,250}$/],
  }),
  apiKeyOf({
    ...{
      id: 'discord',
      name: 'Discord',
      page: 'https://discord.com/developers/applications',
      where: 'Bot → Reset Token',
      way: 'roll',
      days: 180,
    },
    fields: [keyField, textField('application-id', 'Application ID'), accountField],
    key: [/^[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}$/],
  }),
  apiKeyOf({
    ...{ id: 'telegram', name: 'Telegram', page: 'https://t.me/BotFather', where: '/revoke', way: 'roll', days: 180 },
    key: [/^\d{8,10}:[A-Za-z0-9_-]{35}$/],
  }),
  apiKeyOf({
    ...{ id: 'twilio', name: 'Twilio', page: 'https://console.twilio.com', where: 'Account → API keys & tokens' },
    fields: [textField('account-sid', 'Account SID'), textField('key-sid', 'API key SID'), secretField],
    other: [
      { field: 'account-sid', pattern: /^AC[a-f0-9]{32}$/ },
      { field: 'key-sid', pattern: /^SK[a-f0-9]{32}$/ },
    ],
  }),
  apiKeyOf({
    ...{ id: 'sendgrid', name: 'SendGrid', page: 'https://app.sendgrid.com/settings/api_keys', where: 'Settings → API Keys' },
    key: [/^SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/],
  }),
  apiKeyOf({
    ...{ id: 'mailgun', name: 'Mailgun', page: 'https://app.mailgun.com/settings/api_security', where: 'API Security' },
    key: [/^key-[a-f0-9]{32}$/],
  }),
  apiKeyOf({
    ...{
      id: 'hubspot',
      name: 'HubSpot',
      page: 'https://app.hubspot.com',
      where: 'Private apps → Auth → Rotate',
      way: 'overlap',
      days: 180,
    },
    key: [/^pat-(?:na|eu)\d-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/],
  }),
];
