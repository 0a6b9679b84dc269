// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the descriptions of the API and of the topics with validators that know nothing of this program, and answers of the
// API against the schemas that are documented for them.
//
//   node check.mjs MODULES openapi FILE | asyncapi FILE | answers OPENAPI-FILE ANSWERS-FILE
//
// ANSWERS-FILE: [{"path":"/api/orders/{id}","method":"get","status":200,"type":"application/json","body":…}]. Members that no
// schema names are an error. Prints one line for each that is wrong; exit status 1 when any is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, what, file, more] = process.argv.slice(2);
const require = createRequire(modules + '/');
const troubles = [];

async function checkOpenApi() {
  const { Validator } = await import(pathToFileURL(modules + '/@seriousme/openapi-schema-validator/index.js'));
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.valid) troubles.push(JSON.stringify(result.errors));
  if (validator.version !== '3.1') troubles.push(`this is OpenAPI ${validator.version}`);
}

async function checkAsyncApi() {
  const { Parser } = require('@asyncapi/parser');
  const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'));
  for (const one of diagnostics) {
    if (one.severity === 0) troubles.push(`${one.path.join('.')}: ${one.message}`);
  }
  if (!document || document.version() !== '3.0.0') troubles.push('this is no AsyncAPI 3.0.0 document');
}

/// The same schema, in which an object has no members but those that it names.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const made = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  if (schema.type === 'object' && Object.keys(schema.properties ?? {}).length > 0) made.additionalProperties = false;
  return made;
}

function checkAnswers() {
  const Ajv = require('ajv/dist/2020').default;
  const addFormats = require('ajv-formats').default ?? require('ajv-formats');
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'api', components: { schemas: closed(document.components.schemas) } });
  for (const answer of JSON.parse(readFileSync(more, 'utf8'))) {
    const name = `${answer.method} ${answer.path} ${answer.status}`;
    const responses = document.paths[answer.path]?.[answer.method]?.responses ?? {};
    const content = (responses[answer.status] ?? responses.default)?.content?.[answer.type];
    if (!content) {
      troubles.push(`${name}: no answer of ${answer.type} is documented`);
      continue;
    }
    const schema = JSON.parse(JSON.stringify(closed(content.schema)).replaceAll('"#/components', '"api#/components'));
    const validate = ajv.compile(schema);
    if (!validate(answer.body)) troubles.push(`${name}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(validate.errors[0].params)}`);
  }
}

await { openapi: checkOpenApi, asyncapi: checkAsyncApi, answers: checkAnswers }[what]();
for (const one of troubles) console.error(one);
process.exit(troubles.length > 0 ? 1 : 0);
