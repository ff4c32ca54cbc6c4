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
const isCrypto = (source) => source?.type === 'Literal' && (source.value === 'node:crypto' || source.value === 'crypto');
const notListed = (name) => `${name} is not on the list of algorithms that every host has.`;
/** The name of a member, written with a dot or as a text in brackets. */
const memberName = ({ computed, property }) => (computed ? property.value : property.name);
/** Whether a name stands where it only names something: an import, a member, a key, a type. */
function isMention(node) {
  const { parent } = node;
  return (
    ['ImportSpecifier', 'TSTypeQuery', 'TSTypeReference'].includes(parent.type) ||
    (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    (parent.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand)
  );
}

const cryptoAllowList = {
  create(context) {
    /** Local name → imported name. */
    const imported = new Map();
    const report = (node, message) => context.report({ node, message });
    const checkNames = (node, key) => {
      if (!isCrypto(node.source)) return;
      for (const specifier of node.specifiers) {
        const name = specifier[key]?.name;
        if (names.has(name)) imported.set(specifier.local.name, name);
        else report(specifier, notListed(name ?? 'The whole of node:crypto'));
      }
    };
    const checkCall = (node, name) => {
      const [first] = node.arguments;
      const allowed = algorithms[name];
      if (allowed !== undefined && !(first?.type === 'Literal' && allowed.includes(first.value))) {
        report(node, `${name} must name its algorithm, one of: ${allowed.join(', ')}.`);
      }
      if ((name === 'sign' || name === 'verify') && !(first?.type === 'Literal' && first.value === null)) {
        report(node, `${name} is for Ed25519 only, which takes null for a digest.`);
      }
    };
    return {
      ImportDeclaration: (node) => checkNames(node, 'imported'),
      ImportExpression(node) {
        if (isCrypto(node.source)) report(node, 'Import named functions of node:crypto, so that they can be checked.');
      },
      // What is exported again would be called where nobody knows what it is.
      ExportNamedDeclaration(node) {
        if (isCrypto(node.source) && node.exportKind !== 'type')
          report(node, 'Import node:crypto where it is used, so that its use can be checked.');
      },
      ExportAllDeclaration(node) {
        if (isCrypto(node.source)) report(node, notListed('The whole of node:crypto'));
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === 'Identifier' && imported.has(callee.name)) checkCall(node, imported.get(callee.name));
        else if (isCrypto(node.arguments[0])) report(node, 'Import named functions of node:crypto, so that they can be checked.');
      },
      Identifier(node) {
        if (imported.has(node.name)) {
          const isCall = node.parent.type === 'CallExpression' && node.parent.callee === node;
          const name = imported.get(node.name);
          const isChecked = name in algorithms || name === 'sign' || name === 'verify';
          if (isChecked && !isCall && !isMention(node)) report(node, `Call ${name} by its own name, so that its algorithm can be checked.`);
        } else if (node.name === 'crypto' && node.parent.type === 'MemberExpression' && node.parent.object === node) {
          report(node, notListed('The global crypto'));
        }
      },
      MemberExpression(node) {
        if (node.object.type === 'Identifier' && node.object.name === 'globalThis' && memberName(node) === 'crypto')
          report(node, notListed('The global crypto'));
      },
    };
  },
};

const noMathRandom = {
  create(context) {
    return {
      MemberExpression(node) {
        if (node.object.type === 'Identifier' && node.object.name === 'Math' && memberName(node) === 'random') {
          context.report({ node, message: 'Math.random can be guessed; take the Randomness that is handed in.' });
        }
      },
    };
  },
};

export default { meta: { name: 'strongroom' }, rules: { 'crypto-allow-list': cryptoAllowList, layering, 'no-math-random': noMathRandom } };
