import { apiKeyOf, type Service, accountField, keyField, textField } from './service.ts';

/** Language models and what runs them. */
export const modelServices: readonly Service[] = [
  apiKeyOf({
    ...{ id: 'openai', name: 'OpenAI', page: 'https://platform.openai.com/api-keys', where: 'API keys' },
    fields: [keyField, textField('organisation', 'Organization ID'), accountField],
    key: [/^sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,200}$/, /^sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/],
  }),
  apiKeyOf({
    ...{ id: 'anthropic', name: 'Anthropic', page: 'https://console.anthropic.com/settings/keys', where: 'Settings → API keys' },
    key: [/^sk-ant-(?:api|admin)\d{2}-[A-Za-z0-9_-]{80,120}$/],
  }),
  apiKeyOf({
    ...{ id: 'google-ai', name: 'Google AI', page: 'https://aistudio.google.com/apikey', where: 'Get API key' },
    key: [/^AIza[A-Za-z0-9_-]{35}$/],
  }),
  apiKeyOf({
    ...{ id: 'azure-openai', name: 'Azure OpenAI', page: 'https://portal.azure.com', where: 'Resource → Keys and Endpoint' },
    fields: [keyField, { id: 'endpoint', name: 'Endpoint', type: 'url' }, textField('deployment', 'Deployment')],
    way: 'pair',
  }),
  apiKeyOf({ id: 'mistral', name: 'Mistral AI', page: 'https://console.mistral.ai/api-keys', where: 'API keys' }),
  apiKeyOf({
    ...{ id: 'groq', name: 'Groq', page: 'https://console.groq.com/keys', where: 'API Keys' },
    key: [/^gsk_[A-Za-z0-9]{40,60}$/],
  }),
  apiKeyOf({
    ...{ id: 'openrouter', name: 'OpenRouter', page: 'https://openrouter.ai/settings/keys', where: 'Settings → API Keys' },
    key: [/^sk-or-v1-[a-f0-9]{64}$/],
  }),
  apiKeyOf({
    ...{ id: 'xai', name: 'xAI', page: 'https://console.x.ai', where: 'API Keys' },
    key: [/^xai-[A-Za-z0-9]{70,90}$/],
  }),
  apiKeyOf({
    ...{ id: 'perplexity', name: 'Perplexity', page: 'https://www.perplexity.ai/settings/api', where: 'Settings → API' },
    key: [/^pplx-[A-Za-z0-9]{40,60}$/],
  }),
  apiKeyOf({ id: 'deepseek', name: 'DeepSeek', page: 'https://platform.deepseek.com/api_keys', where: 'API keys' }),
  apiKeyOf({ id: 'cohere', name: 'Cohere', page: 'https://dashboard.cohere.com/api-keys', where: 'API keys' }),
  apiKeyOf({
    ...{ id: 'elevenlabs', name: 'ElevenLabs', page: 'https://elevenlabs.io/app/settings/api-keys', where: 'Settings → API Keys' },
    key: [/^sk_[a-f0-9]{48}$/],
  }),
  apiKeyOf({
    ...{ id: 'hugging-face', name: 'Hugging Face', page: 'https://huggingface.co/settings/tokens', where: 'Settings → Access Tokens' },
    key: [/^hf_[A-Za-z0-9]{30,40}$/],
  }),
  apiKeyOf({
    ...{ id: 'replicate', name: 'Replicate', page: 'https://replicate.com/account/api-tokens', where: 'Account → API tokens' },
    key: [/^r8_[A-Za-z0-9]{35,40}$/],
  }),
  apiKeyOf({
    ...{ id: 'pinecone', name: 'Pinecone', page: 'https://app.pinecone.io', where: 'Project → API keys' },
    key: [/^pcsk_[A-Za-z0-9_]{40,100}$/],
  }),
];
