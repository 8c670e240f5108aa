export default { test: { include: ['passes.ts', 'fails.ts'] } };
