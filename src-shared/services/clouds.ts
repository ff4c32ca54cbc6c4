import { accountField, apiKeyOf, hiddenField, keyField, secretField, type Service, textField } from './service.ts';

/** Where things run, and what watches them. */
export const cloudServices: readonly Service[] = [
  apiKeyOf({
    ...{ id: 'aws', name: 'Amazon Web Services', page: 'https://console.aws.amazon.com/iam/home#/security_credentials' },
    where: 'Security credentials → Access keys',
    fields: [
      textField('access-key-id', 'Access key ID'),
      hiddenField('secret', 'Secret access key'),
      textField('region', 'Region'),
      accountField,
    ],
    other: [{ field: 'access-key-id', pattern: /^(?:AKIA|ASIA)[A-Z2-7]{16}$/ }],
  }),
  apiKeyOf({
    ...{ id: 'google-cloud', name: 'Google Cloud', page: 'https://console.cloud.google.com/apis/credentials' },
    where: 'APIs & Services → Credentials',
    fields: [textField('client-id', 'Client ID'), hiddenField('secret', 'Client secret'), textField('project', 'Project')],
    other: [{ field: 'secret', pattern: /^GOCSPX-[A-Za-z0-9_-]{28}$/ }],
  }),
  apiKeyOf({
    ...{ id: 'cloudflare', name: 'Cloudflare', page: 'https://dash.cloudflare.com/profile/api-tokens' },
    ...{ where: 'My Profile → API Tokens → Roll', way: 'roll', days: 180 },
    fields: [keyField, textField('zone', 'Zone ID'), accountField],
  }),
  apiKeyOf({
    ...{ id: 'digitalocean', name: 'DigitalOcean', page: 'https://cloud.digitalocean.com/account/api/tokens', where: 'API → Tokens' },
    key: [/^do[opr]_v1_[a-f0-9]{64}$/],
  }),
  apiKeyOf({
    ...{ id: 'heroku', name: 'Heroku', page: 'https://dashboard.heroku.com/account/applications', where: 'Account → Authorizations' },
    key: [/^HRKU-[A-Za-z0-9_-]{36,70}$/],
  }),
  apiKeyOf({ id: 'hetzner', name: 'Hetzner Cloud', page: 'https://console.hetzner.cloud', where: 'Project → Security → API tokens' }),
  apiKeyOf({
    ...{ id: 'supabase', name: 'Supabase', page: 'https://supabase.com/dashboard', where: 'Project Settings → API Keys' },
    fields: [keyField, { id: 'website', name: 'Website', type: 'url' }, accountField],
    key: [/^sb_secret_[A-Za-z0-9_-]{20,60}$/, /^sbp_[a-f0-9]{40}$/],
  }),
  apiKeyOf({ id: 'vercel', name: 'Vercel', page: 'https://vercel.com/account/settings/tokens', where: 'Account Settings → Tokens' }),
  apiKeyOf({
    ...{
      id: 'netlify',
      name: 'Netlify',
      page: 'https://app.netlify.com/user/applications',
      where: 'Applications → Personal access tokens',
    },
    key: [/^nfp_[A-Za-z0-9]{36,40}$/],
  }),
  apiKeyOf({
    ...{ id: 'tailscale', name: 'Tailscale', page: 'https://login.tailscale.com/admin/settings/keys', where: 'Settings → Keys' },
    key: [/^tskey-(?:api|auth|client)-[A-Za-z0-9]{8,40}-[A-Za-z0-9]{20,60}$/],
  }),
  apiKeyOf({
    ...{ id: 'sentry', name: 'Sentry', page: 'https://sentry.io/settings/auth-tokens/', where: 'Settings → Auth Tokens', days: 180 },
    key: [/^sntrys_[A-Za-z0-9+/=_-]{40,400}$/, /^sntryu_[a-f0-9]{64}$/],
  }),
  apiKeyOf({
    ...{ id: 'datadog', name: 'Datadog', page: 'https://app.datadoghq.com/organization-settings/api-keys', days: 180 },
    where: 'Organization Settings → API Keys',
    fields: [keyField, hiddenField('application-key', 'Application key'), textField('site', 'Site')],
  }),
  apiKeyOf({
    ...{ id: 'grafana', name: 'Grafana', page: 'https://grafana.com', where: 'Administration → Service accounts', days: 180 },
    fields: [keyField, { id: 'website', name: 'Website', type: 'url' }],
    key: [/^glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}$/],
  }),
  apiKeyOf({
    ...{ id: 'auth0', name: 'Auth0', page: 'https://manage.auth0.com', where: 'Applications → Settings → Rotate secret', way: 'roll' },
    fields: [textField('client-id', 'Client ID'), secretField, { id: 'website', name: 'Website', type: 'url' }],
  }),
];
