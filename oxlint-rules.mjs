import { layering } from './oxlint-layers.mjs';

// Lint rules of our own. Electron's Node is built on BoringSSL: what isn't on this list may exist under Node and be missing there.
const names = new Set([
  ...[
    'createCipheriv',
    'createDecipheriv',
    'createHash',
    'createHmac',
    'hkdfSync',
    'createSecretKey',
    'createPrivateKey',
    'createPublicKey',
  ],
  ...['sign', 'verify', 'diffieHellman', 'randomBytes', 'randomUUID', 'timingSafeEqual', 'KeyObject'],
]);
/** Where a call names its algorithm, and which ones it may name. */
const algorithms = {
  createCipheriv: ['aes-256-gcm'],
  createDecipheriv: ['aes-256-gcm'],
  createHash: ['sha256', 'sha512'],
  createHmac: ['sha256', 'sha512'],
  hkdfSync: ['sha256'],
};
const isCrypto = (source) => source === 'node:crypto' || source === 'crypto';

const cryptoAllowList = {
  create(context) {
    /** Local name → imported name. */
    const imported = new Map();
    return {
      ImportDeclaration(node) {
        if (!isCrypto(node.source.value)) return;
        for (const specifier of node.specifiers) {
          const name = specifier.type === 'ImportSpecifier' ? specifier.imported.name : null;
          if (name === null || !names.has(name))
            context.report({
              node: specifier,
              message: `${name ?? 'The whole of node:crypto'} is not on the list of algorithms that every host has.`,
            });
          else imported.set(specifier.local.name, name);
        }
      },
      ImportExpression(node) {
        if (isCrypto(node.source.value))
          context.report({ node, message: 'Import named functions of node:crypto, so that they can be checked.' });
      },
      CallExpression(node) {
        const name = node.callee.type === 'Identifier' ? imported.get(node.callee.name) : undefined;
        if (name === undefined) return;
        const [first] = node.arguments;
        const allowed = algorithms[name];
        if (allowed !== undefined && !(first?.type === 'Literal' && allowed.includes(first.value))) {
          context.report({ node, message: `${name} must name its algorithm, one of: ${allowed.join(', ')}.` });
        }
        if ((name === 'sign' || name === 'verify') && !(first?.type === 'Literal' && first.value === null)) {
          context.report({ node, message: `${name} is for Ed25519 only, which takes null for a digest.` });
        }
      },
    };
  },
};

const noMathRandom = {
  create(context) {
    return {
      MemberExpression(node) {
        if (node.object.type === 'Identifier' && node.object.name === 'Math' && node.property.name === 'random') {
          context.report({ node, message: 'Math.random can be guessed; take the Randomness that is handed in.' });
        }
      },
    };
  },
};

export default { meta: { name: 'strongroom' }, rules: { 'crypto-allow-list': cryptoAllowList, layering, 'no-math-random': noMathRandom } };
