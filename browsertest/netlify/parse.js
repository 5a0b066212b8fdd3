// Reads netlify.toml and a built site's _headers and _redirects as Netlify
// does, and prints what it made of them as JSON.
//
//     node parse.js REPOSITORY SITE

import { join } from 'node:path';

import { resolveConfig } from '@netlify/config';
import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';

const [repository, site] = process.argv.slice(2);

const contexts = {};
for (const context of ['production', 'deploy-preview', 'branch-deploy']) {
  const { config, configPath, headersPath, redirectsPath } = await resolveConfig({
    repositoryRoot: repository,
    cwd: repository,
    context,
    branch: context === 'production' ? 'main' : 'change',
    mode: 'require',
    offline: true,
  });
  contexts[context] = {
    config: configPath,
    command: config.build.command,
    publish: config.build.publish,
    environment: config.build.environment,
    headers: config.headers,
    redirects: config.redirects,
    headersPath,
    redirectsPath,
  };
}

const { headers, errors: headerErrors } = await parseAllHeaders({
  headersFiles: [join(site, '_headers')],
  minimal: false,
});
const { redirects, errors: redirectErrors } = await parseAllRedirects({
  redirectsFiles: [join(site, '_redirects')],
  configRedirects: [],
  minimal: false,
});

const printable = (_, value) => (value instanceof RegExp ? value.source : value);
const messages = (errors) => errors.map((error) => error.message);
process.stdout.write(JSON.stringify({
  contexts,
  headers,
  redirects,
  errors: [...messages(headerErrors), ...messages(redirectErrors)],
}, printable, 2));
