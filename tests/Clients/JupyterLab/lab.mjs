// Starts JupyterLab with the plugins it is handed.
import { JupyterLab } from '@jupyterlab/application';
import { IServiceManager } from '@jupyterlab/services';
import { PluginRegistry } from '@lumino/coreutils';

// What asks servers elsewhere, or parts of the server that are not there.
const unwanted = /:announcements|:licenses|language-server/;

const unwrapped = module => module.default && !module.id ? unwrapped(module.default) : module;
const plugins = modules => modules.map(unwrapped).flat().filter(plugin => plugin.id && !unwanted.test(plugin.id));

export async function start(extensions, mimeExtensions) {
  const all = plugins(extensions);
  const services = all.filter(plugin => plugin.id.startsWith('@jupyterlab/services-extension:'));
  const pluginRegistry = new PluginRegistry();
  pluginRegistry.registerPlugins(services);
  const serviceManager = await pluginRegistry.resolveRequiredService(IServiceManager);
  const lab = new JupyterLab({ pluginRegistry, serviceManager, mimeExtensions: mimeExtensions.map(unwrapped) });
  lab.registerPlugins(all.filter(plugin => !services.includes(plugin)));
  await lab.start();
  await lab.restored;
  window.lab = lab;
}
