import { accountField, apiKeyOf, keyField, type Service } from './service.ts';

const website = { id: 'website', name: 'Website', type: 'url' } as const;

/** Code, packages, and the work around them. */
export const developmentServices: readonly Service[] = [
  apiKeyOf({
    ...{ id: 'github', name: 'GitHub', page: 'https://github.com/settings/tokens' },
    where: 'Settings → Developer settings → Personal access tokens',
    key: [/^gh[oprsu]_[A-Za-z0-9]{36,255}$/, /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/],
  }),
  apiKeyOf({
    ...{ id: 'gitlab', name: 'GitLab', page: 'https://gitlab.com/-/user_settings/personal_access_tokens' },
    where: 'Preferences → Personal access tokens',
    fields: [keyField, website, accountField],
    key: [/^gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_.-]{20,120}$/],
  }),
  apiKeyOf({
    ...{
      id: 'bitbucket',
      name: 'Bitbucket',
      page: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      where: 'Security → API tokens',
    },
  }),
  apiKeyOf({
    ...{ id: 'npm', name: 'npm', page: 'https://www.npmjs.com/settings/~/tokens', where: 'Access Tokens' },
    key: [/^npm_[A-Za-z0-9]{36}$/],
  }),
  apiKeyOf({
    ...{ id: 'pypi', name: 'PyPI', page: 'https://pypi.org/manage/account/', where: 'Account settings → API tokens', days: 180 },
    key: [/^pypi-[A-Za-z0-9_-]{50,400}$/],
  }),
  apiKeyOf({
    ...{ id: 'docker-hub', name: 'Docker Hub', page: 'https://app.docker.com/settings/personal-access-tokens' },
    where: 'Settings → Personal access tokens',
    key: [/^dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,60}$/],
  }),
  apiKeyOf({
    ...{ id: 'postman', name: 'Postman', page: 'https://go.postman.co/settings/me/api-keys', where: 'Settings → API keys', days: 180 },
    key: [/^PMAK-[a-f0-9]{24}-[a-f0-9]{34}$/],
  }),
  apiKeyOf({
    ...{
      id: 'notion',
      name: 'Notion',
      page: 'https://www.notion.so/profile/integrations',
      where: 'Integrations → Internal integration secret',
    },
    ...{ way: 'roll', days: 180 },
    key: [/^ntn_[A-Za-z0-9]{40,60}$/, /^secret_[A-Za-z0-9]{43}$/],
  }),
  apiKeyOf({
    ...{
      id: 'linear',
      name: 'Linear',
      page: 'https://linear.app/settings/account/security',
      where: 'Security & access → Personal API keys',
    },
    days: 180,
    key: [/^lin_api_[A-Za-z0-9]{40}$/],
  }),
  apiKeyOf({
    ...{ id: 'figma', name: 'Figma', page: 'https://www.figma.com/settings', where: 'Settings → Security → Personal access tokens' },
    key: [/^figd_[A-Za-z0-9_-]{36,60}$/],
  }),
  apiKeyOf({
    ...{
      id: 'airtable',
      name: 'Airtable',
      page: 'https://airtable.com/create/tokens',
      where: 'Personal access tokens → Regenerate',
      way: 'roll',
    },
    key: [/^pat[A-Za-z0-9]{14}\.[a-f0-9]{64}$/],
  }),
];
