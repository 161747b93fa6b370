// Bundles a JupyterLab of the packages in package.json; their own package.json say which of them are plugins.
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const esbuild = require('esbuild');
const described = name => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
const packages = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies).map(described).filter(item => item.jupyterlab);

// Where a package names a file, that is what to import; where it says true, it is the package itself.
const entries = kind => packages.filter(item => item.jupyterlab[kind]).map(item => item.jupyterlab[kind] === true ? item.name : `${item.name}/${item.jupyterlab[kind]}`);
const list = kind => `[${entries(kind).map(entry => `await import('${entry}')`).join(', ')}]`;
mkdirSync('build', { recursive: true });
writeFileSync('build/entry.mjs', `
${packages.filter(item => item.style).map(item => `import '${item.name}/${item.style}';`).join('\n')}
import { start } from '../lab.mjs';
start(${list('extension')}, ${list('mimeExtension')});
`);

const styles = {
  name: 'styles',
  setup(build) {
    build.onResolve({ filter: /^~/ }, ({ path, resolveDir, kind }) => build.resolve(path.slice(1), { resolveDir, kind }));
    // Pictures in style sheets become part of them; in scripts they are text.
    build.onResolve({ filter: /\.svg$/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (kind !== 'url-token' || pluginData === 'asked') {
        return undefined;
      }
      const found = await build.resolve(path, { resolveDir, kind, pluginData: 'asked' });
      return found.errors.length > 0 ? { external: true } : { path: found.path, namespace: 'picture' };
    });
    build.onLoad({ filter: /./, namespace: 'picture' }, ({ path }) => ({ contents: readFileSync(path), loader: 'dataurl' }));
  },
};
const common = {
  bundle: true,
  plugins: [styles],
  logLevel: 'error',
  loader: { '.svg': 'text', '.md': 'text', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl' },
};
await esbuild.build({
  ...common,
  entryPoints: { lab: 'build/entry.mjs' },
  outdir: 'build/static',
  format: 'esm',
  splitting: true,
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  banner: { js: 'globalThis.process ??= { env: {}, cwd: () => "/", platform: "browser", nextTick: queueMicrotask }; globalThis.__dirname ??= "/";' },
  alias: { path: 'path-browserify', react: dirname(require.resolve('react/package.json')) },
});
await esbuild.build({ ...common, entryPoints: ['node_modules/@jupyterlab/theme-light-extension/style/theme.css'], outfile: 'build/static/themes/@jupyterlab/theme-light-extension/index.css' });
