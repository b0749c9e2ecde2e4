// `npm run sbom`: prints what the package is made of, as a CycloneDX bill of materials. `npm sbom` refuses a tree whose
// versions are overridden.
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The bill of materials of what runs, from the lock file. */
export function sbom() {
  const { name, version, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const needed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  );
  const components = needed.map(([path, found]) => component(nameAt(path), found));
  // Nested copies of one version are one component.
  const once = [...new Map(components.map((one) => [one['bom-ref'], one])).values()];
  const root = component(name, packages['']);
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...root, type: 'application', version } },
    components: once.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function nameAt(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function component(name, { version, license, integrity }) {
  const [scope, base] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${scope ? `${encodeURIComponent(scope)}/` : ''}${base}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope && { group: scope }),
    name: base,
    version,
    purl,
    // `(MIT OR CC0-1.0)` is an expression; anything else is the SPDX id of one license.
    ...(license && {
      licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
    }),
    ...(integrity?.startsWith('sha512-') && {
      hashes: [
        {
          alg: 'SHA-512',
          content: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex'),
        },
      ],
    }),
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(sbom());
