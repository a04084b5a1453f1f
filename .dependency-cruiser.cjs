/**
 * Who may import whom, as ARCHITECTURE.md draws it. Each rule names the folder and what it may reach;
 * everything else of ours is forbidden to it.
 */
const ours = '^(src|ingest|eval|test)/';

/** `from` may import, of our own files, only what matches one of `allowed`. */
function only(name, from, allowed, fromNot) {
  return {
    name,
    severity: 'error',
    from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
    to: { path: ours, pathNot: [from, ...allowed] },
  };
}

/** Type-only imports leave no trace at run time, so they may cross where values may not. */
function onlyTypes(name, from, to, fromNot) {
  return {
    name,
    severity: 'error',
    from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
    to: { path: to, dependencyTypesNot: ['type-only'] },
  };
}

const core = '^src/core/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '^src/(server|demo|verify-store)\\.ts$',
          '\\.test\\.ts$',
          '^eval/',
          '^ingest/main\\.ts$',
        ],
      },
      to: {},
    },
    only('core-imports-nothing-of-ours', core, []),
    only('models-know-core', '^src/models/', [core]),
    only('store-knows-core', '^src/store/', [core]),
    only('retrieve-knows-core-and-ports', '^src/retrieve/', [
      core,
      '^src/(models|store)/types\\.ts$',
    ]),
    only('generate-knows-core-and-ports', '^src/generate/', [
      core,
      '^src/(models|store)/types\\.ts$',
    ]),
    only('verify-knows-core', '^src/verify/', [core]),
    only('history-knows-the-stages', '^src/history/', [
      core,
      '^src/(retrieve|verify)/',
      '^src/store/types\\.ts$',
    ]),
    only('http-knows-core-and-types', '^src/http/', [
      core,
      '^src/(models|store|ingest)/types\\.ts$',
      '^src/(answer|retrieve/types)\\.ts$',
      '^ingest/types\\.ts$',
    ]),
    onlyTypes(
      'http-takes-types-only',
      '^src/http/',
      '^(src/(models|store|retrieve|answer)|ingest/)',
    ),
    only(
      'ingest-knows-core-and-ports',
      '^ingest/',
      [core, '^src/(models|store)/types\\.ts$'],
      ['^ingest/main\\.ts$'],
    ),
    only(
      'answer-knows-the-stages',
      '^src/(answer|answer-page|assemble-answer|generation-record)\\.ts$',
      [core, '^src/verify/', '^src/(retrieve|generate|store)/types\\.ts$'],
    ),
    {
      name: 'what-runs-needs-no-eval-and-no-test',
      severity: 'error',
      from: { path: '^(src|ingest)/' },
      to: { path: '^(eval|test)/' },
    },
    {
      name: 'eval-needs-no-test',
      severity: 'error',
      from: { path: '^eval/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-the-process-serves-http',
      severity: 'error',
      from: { path: '^(src|ingest|eval)/', pathNot: ['^src/http/', '^src/server\\.ts$'] },
      to: { path: '^src/http/' },
    },
    {
      name: 'only-entry-points-reach-ingest',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(compose|server|ask|terminal)\\.ts$', '^src/http/'] },
      to: { path: '^ingest/' },
    },
    {
      name: 'only-compose-wires-drivers',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/(compose|compose-models|verify-store)\\.ts$',
          '^src/store/',
          '^src/models/',
        ],
      },
      to: { path: '^src/(store/sqlite|models/(embedded|openai))' },
    },
    {
      name: 'langchain-stays-in-its-rooms',
      severity: 'error',
      from: {
        path: '^(src|ingest)/',
        pathNot: [
          '^src/models/',
          '^src/generate/chat\\.ts$',
          '^ingest/load/',
          '^src/retrieve/(langchain-retriever|chat-rewriter)\\.ts$',
        ],
      },
      to: { path: 'node_modules/@langchain' },
    },
    {
      name: 'fastify-stays-in-http',
      severity: 'error',
      from: { path: '^(src|ingest)/', pathNot: ['^src/http/', '^src/server\\.ts$'] },
      to: { path: 'node_modules/(@fastify|fastify)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
