import { join } from 'node:path';
import { runProgram } from '../process/run-program.js';

/** A certificate and its key, as files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that signs itself, for an address. */
export async function selfSigned(
  dir: string,
  name: string,
  address: string,
  days = 1,
): Promise<Certificate> {
  const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
  await runProgram('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', String(days), '-subj', '/CN=test', '-addext', `subjectAltName=IP:${address}`],
    ...['-keyout', key, '-out', cert],
  ]);
  return { cert, key };
}
